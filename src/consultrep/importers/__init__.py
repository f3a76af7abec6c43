"""From a published document to a draft record: readers, rules that find what is asked, and the merging."""
