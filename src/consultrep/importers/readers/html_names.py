"""Words by which pages name their parts, as elements, classes and identifiers."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SILENT: Final = _words("""
    script style noscript template iframe object embed svg canvas video audio map select button input textarea
    label title meta link datalist dialog img picture nav
""")
ROLES: Final = _words("""
    navigation banner contentinfo search dialog alertdialog menu menubar toolbar tablist
    doc-backlink doc-toc doc-pagebreak
""")
HIDDEN: Final = _words("""
    wb-inv wb-invisible sr-only visually-hidden visuallyhidden screen-reader-text element-invisible hidden
    invisible govuk-visually-hidden a11y-hidden assistive-text d-none hide ui-helper-hidden
""")
CANADA: Final = _words("""
    wb-tphp wb-bnr wb-srch wb-sm wb-bc wb-lng wb-info wb-sec wb-slc wb-sl wb-skip wb-head wb-foot wb-body-sec
    wb-dtmd wb-toc pagedetails page-details pagefeedback gc-pg-hlpfl gcweb-menu wb-disable-allow wb-share
    gcwu-bnr gcwu-bc gcwu-date-mod gcwu-gcnb gcwu-psnb gcwu-srchbx gcwu-sft gcwu-sig gcwu-wmms gcwu-title
    gcwu-skip-mainmenu gcwu-lang date-mod gc-prtts gc-subway gc-prcdng subway-nav fn-rtn
    navaid fip cn-head cn-foot cn-bcrumb cn-skip-head cn-left-col cn-right-col cn-sig cn-cmb1 cn-cmb2
    cn-banner-text cn-search-box clf-nav clf2nav bcrumb leftmenu left-menu footer-nav breadcrumb
""")
OTHERS: Final = _words("""
    nav navbar navigation menu main-menu main-nav site-nav sidenav subnav topnav leftnav secondary-nav
    mainmenu sidemenu menubar breadcrumbs crumbs skip skiplink skip-link skip-links skipnav skiplinks skip-nav
    site-header page-header-meta site-footer page-footer masthead banner topbar footer header sidebar
    widget-area widget secondary right-sidebar left-sidebar search search-form searchform search-box
    cookie cookies cookie-banner cookie-notice cookie-consent gdpr toolbar print-link
    share sharing shares sharedaddy social social-links social-share share-buttons addtoany addthis
    addtoany_share_save_container jp-relatedposts related-posts relatedposts related-links yarpp
    comments comment-respond respond post-navigation nav-links nav-previous nav-next pagination pager
    wp-pagenavi entry-meta post-meta posted-on byline entry-footer tags-links cat-links author-box author-info
    feedback page-feedback survey newsletter subscribe language-switcher lang-switcher langswitch
    language-switch lang-switch language-selector toc toc_container ez-toc-container table-of-contents
    back-to-top backtotop totop top-link reversefootnote footnote-back footnote-backref footnote-return
    mw-editsection noprint no-print printfooter catlinks ecl-breadcrumb ecl-site-header ecl-site-footer
    govuk-skip-link govuk-breadcrumbs govuk-footer govuk-header govuk-cookie-banner govuk-phase-banner
    govuk-back-link
""")
CHROME: Final = CANADA | OTHERS
# Words that a section of the report can be named after: as a class they tell, as an id they do not.
WORDS: Final = _words("""
    survey feedback comments social share shares sharing newsletter subscribe secondary search menu cookies
    skip navigation toolbar widget footer header
""")
BOXES: Final = _words("""
    well panel alert box callout inset pullquote pull-quote textbox text-box highlight-box info-box infobox
    sidebar-box feature module-box encadre encadré boxed card govuk-inset-text call-out call-to-action
    notice notice-box module-alert module-note module-info module-attention module-tip bg-info bg-warning
    bg-success bg-danger gc-inset-bx ecl-message ecl-blockquote did-you-know wp-block-pullquote module
    background-light background-medium background-dark
""")
MARKS: Final = _words("""
    fn-lnk footnote-ref footnote-reference footnoteref noteref footnote-link fn-ref msofootnotereference
    msoendnotereference footnote govuk-footnote-ref easy-footnote reference oj-note-tag
""")
NOTE_LISTS: Final = _words("""
    wb-fnote footnotes endnotes footnote-list footnote_container_prepare footnotes-list wp-block-footnotes
    references reflist fnotes notes-list easy-footnotes-wrapper msofootnotelist govuk-footnotes
""")
NOTES: Final = _words("msofootnotetext msoendnotetext oj-note footnote-text footnotetext fn-text")
BLOCKS: Final = _words("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary
    table tbody td tfoot th thead tr ul
""")
HEADINGS: Final = _words("h1 h2 h3 h4 h5 h6")
