"""What a sentence asks, and why another that looks like it does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultrep.importers.asking import clauses_of
from consultrep.importers.lexicon import lexicon
from consultrep.messages import Language

_ASKED_EN = {
    "recommended": "The panel recommended that the fee be waived for first-time applicants.",
    "it is recommended": "It was recommended that the form be shortened to one page.",
    "made the recommendation": "The following recommendations were made to the council: open the gate.",
    "there is a need": "There is a need for better lighting at bus stops.",
    "stressed the need": "Participants stressed the importance of involving elders in the review.",
    "is essential": "Better coordination between the two agencies is essential.",
    "was recommended": "Increased funding for shelters was recommended by most respondents.",
    "should": "The department should publish the list of approved suppliers.",
    "must": "Municipalities must be consulted before any dam is removed.",
    "needs to": "The program needs to be extended to part-time students.",
    "the importance of … was stressed": "The need for a common glossary was emphasized.",
    "felt that … was needed": "Members felt that a second bridge was needed.",
    "recommendations included": "Suggestions included a shuttle on market days.",
    "that …": "That the fee be repaid to every household.",
    "insisted on": "Participants insisted on the right of residents to be heard.",
    "suggested": "Participants proposed that a hotline be opened on weekends.",
    "called for": "Several speakers called for clearer signage on rural roads.",
    "would like to see": "Parents would like to see smaller classes in the early grades.",
    "was suggested": "The idea of a mobile clinic was raised as worth exploring.",
    "encouraged to": "The government was urged to ratify the convention.",
    "it would be helpful": "It was suggested that tenants receive a copy of the inspection report.",
    "would be helpful": "Better data would help communities plan.",
    "would benefit from": "Small ports would benefit from a shared dredging service.",
    "the possibility of": "Participants saw value in a joint training program.",
    "the suggestion was made": "One suggestion was to hold the hearings in the evening.",
    "one approach would be": "A key recommendation was that the grants be paid in advance.",
    "can": "A night bus can keep young drivers off the road.",
    "could": "The agency could lend equipment to small cooperatives.",
    "there was support for": "There was strong support for extending the pilot project.",
    "was the most common request": "Paving the lot was by far the most common request.",
    "was widely supported": "The plan to pave the lot was widely supported.",
}
_DENIED_EN = [
    ("condition", "If the dam were rebuilt, the road must be moved."),
    ("points back", "This is essential."),
    ("opposed view", "An owner objected that the plan should wait."),
    ("commitment", "The office will consider whether trucks should be banned."),
    ("logistics", "Participants were asked to arrive by nine."),
    ("logistics", "Comments should be sent to the address below."),
    ("logistics", "The survey asked respondents to rank five options."),
    ("logistics", "Seventy people requested a printed copy."),
    ("negated", "The panel did not recommend closing the office."),
    ("negated", "No participant called for the abolition of the program."),
    ("negated", "The committee declined to endorse the proposal for a toll."),
    ("past", "In 2018, the department recommended a new standard, which has since been adopted."),
    ("past", "A similar report in 2015 suggested that the road be paved."),
    ("past", "The council had already asked for a study."),
    ("existing rule", "Under the regulations, every boat must carry a radio."),
    ("description", "Applicants must submit a form in three copies."),
    ("description", "Workers often have to drive two hours to see a doctor."),
    ("description", "The agency could not say how many permits had been issued."),
    ("description", "Residents said they could not reach the office by phone."),
    ("disclaimer", "It should be noted that attendance varied from one session to the next."),
    ("disclaimer", "This report should not be read as government policy."),
    ("disclaimer", "It must be said that the turnout was modest."),
    ("question", "The discussion guide asked whether fees should be raised."),
    ("question", "The discussion guide asked whether fees should be raised."),
    ("question", "Some wondered if the program could be extended."),
    ("question", "Participants discussed whether the tax should be increased."),
    ("should have", "The program should have started in April."),
]
_ASKED_FR = {
    "ont recommandé": "Le comité a recommandé que les frais soient supprimés pour les nouveaux venus.",
    "il est recommandé": "Il a été recommandé que le formulaire soit ramené à une page.",
    "il faut": "Il faut étendre le programme aux étudiants à temps partiel.",
    "il importe": "Il importe d'en faire plus pour joindre les nouveaux arrivants.",
    "il y a lieu": "Il y a lieu d'envisager une échelle mobile de tarifs.",
    "s'impose": "Une norme nationale s'impose.",
    "est requis": "Une meilleure coordination entre les deux organismes est essentielle.",
    "a été recommandé": "L'ajout de refuges a été recommandé par la plupart des répondants.",
    "la recommandation a été faite": "Une recommandation a été faite de repaver le quai.",
    "la nécessité de": "Les participants ont souligné l'importance d'associer les aînés à l'examen.",
    "il y a un besoin de": "Il existe un besoin criant d'éclairage aux arrêts d'autobus.",
    "ont tenu à ce que": "Les participants tiennent à ce que la formation soit payée.",
    "devrait": "Le ministère devrait publier la liste des fournisseurs approuvés.",
    "doit": "Les municipalités doivent être consultées avant le retrait d'un barrage.",
    "est à revoir": "Les passerelles sont à refaire.",
    "l'importance de … a été soulignée": "La nécessité d'un lexique commun a été soulignée.",
    "il a été dit qu'il fallait": "On a noté qu'il fallait une rampe à chaque entrée.",
    "les recommandations comprennent": "Les recommandations portaient sur la création d'un second quai.",
    "il reste à faire": "Il reste beaucoup à faire pour rendre le marché accessible.",
    "ont insisté pour que": "Les commerçants ont insisté pour que la place soit éclairée.",
    "que …": "Que le bureau du nord soit rouvert.",
    "ont suggéré": "Les participants ont proposé qu'une ligne téléphonique soit ouverte la fin de semaine.",
    "souhaitent": "Les parents souhaitent des classes plus petites au primaire.",
    "exhortent, invitent": "Les syndicats ont exhorté l'agence à rouvrir le bureau du nord.",
    "est invité à": "Le gouvernement est invité à ratifier la convention.",
    "l'idée de … a été lancée": "L'idée d'une clinique mobile a été lancée.",
    "a reçu un large appui": "La prolongation du projet pilote a reçu un large appui.",
    "on s'entend sur le besoin de": "Il y a un large consensus sur la nécessité de repaver la place.",
    "a été suggéré": "Un moratoire sur les fermetures a été proposé.",
    "la suggestion a été faite": "Une demande a été présentée pour que la place soit éclairée.",
    "il serait souhaitable": "Il a été suggéré que les locataires reçoivent une copie du rapport.",
    "serait souhaitable": "Un second pont serait souhaitable.",
    "gagnerait à": "Les petits ports gagneraient à partager un service de dragage.",
    "mieux vaudrait": "Mieux vaudrait regrouper les demandes.",
    "la possibilité de": "Le groupe a longuement discuté de la possibilité d'ouvrir le dimanche.",
    "voix pour que": "Les délégués se sont prononcés en faveur d'une interdiction des vols de nuit.",
    "ce qui suppose que": "Ce projet est populaire, ce qui suppose que la salle soit agrandie.",
    "une approche consiste à": "Une suggestion consiste à tenir les audiences en soirée.",
    "peut": "Une ligne de nuit peut réduire le nombre d'accidents.",
    "pourrait": "L'agence pourrait prêter de l'équipement aux petites coopératives.",
}
_DENIED_FR = [
    ("condition", "Si le barrage était rebâti, la route devrait être déplacée."),
    ("points back", "Cela est indispensable."),
    ("opposed view", "Un propriétaire a objecté que le plan devrait attendre."),
    ("past", "Le ministère a déjà demandé une étude, et les plans doivent suivre."),
    ("commitment", "Le ministère a annoncé que les plans devraient être prêts au printemps."),
    ("logistics", "Les commentaires doivent être envoyés à l'adresse ci-dessous."),
    ("logistics", "Soixante-dix personnes ont demandé un exemplaire imprimé."),
    ("question", "Faut-il abolir les frais?"),
    ("negated", "Aucun participant n'a demandé l'abolition du programme."),
    ("negated", "Le comité a refusé d'appuyer la proposition de péage."),
    ("negated", "Nul n'a demandé que la route soit fermée."),
    ("existing rule", "La loi actuelle exige que les propriétaires donnent un préavis."),
    ("existing rule", "En vertu du règlement, chaque bateau doit avoir une radio à bord."),
    ("description", "Le demandeur doit remplir un formulaire en trois exemplaires."),
    ("description", "Les travailleurs doivent souvent faire deux heures de route pour voir un médecin."),
    ("description", "Certains se demandaient si le programme pourrait être prolongé."),
    ("description", "Les gens qui ont besoin d'aide doivent attendre des mois."),
    ("what is to be noted", "Il faut noter que l'assistance a varié d'une séance à l'autre."),
    ("disclaimer", "Le présent rapport ne doit pas être interprété comme la politique du gouvernement."),
]
_ASKED = {"en": _ASKED_EN, "fr": _ASKED_FR}
_DENIED = {"en": _DENIED_EN, "fr": _DENIED_FR}
_LANGUAGES: tuple[Language, ...] = ("en", "fr")


def _parts(sentence: str, language: Language) -> list[str]:
    return [sentence[c.start : c.end] for c in clauses_of(sentence, lexicon(language))[0]]


@pytest.mark.parametrize(
    ("language", "name", "sentence"),
    [(language, name, text) for language in _LANGUAGES for name, text in _ASKED[language].items()],
)
def test_words_ask(language: Language, name: str, sentence: str) -> None:
    clauses, denied = clauses_of(sentence, lexicon(language))
    assert name in [clause.asking.name for clause in clauses]
    assert not denied


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_demand_and_every_denial_of_the_lexicon_has_an_example(language: Language) -> None:
    words = lexicon(language)
    assert set(_ASKED[language]) == {asking.name for asking in words.askings}
    assert {why for why, _ in _DENIED[language]} == {denial.why for denial in words.denials}


@pytest.mark.parametrize(
    ("language", "why", "sentence"),
    [(language, why, text) for language in _LANGUAGES for why, text in _DENIED[language]],
)
def test_words_only_seem_to_ask(language: Language, why: str, sentence: str) -> None:
    clauses, denied = clauses_of(sentence, lexicon(language))
    assert clauses == []
    assert why in [one.why for one in denied]


@pytest.mark.parametrize(
    ("language", "sentence", "parts"),
    [
        (
            "en",
            "Anglers asked that the ramp be repaired, and that a light be installed.",
            ["that the ramp be repaired", "that a light be installed"],
        ),
        (
            "en",
            "The panel stressed the need for a map, and requested that it be free.",
            ["The panel stressed the need for a map", "requested that it be free"],
        ),
        (
            "en",
            "Trails should be marked, and maps could be printed, because visitors get lost.",
            ["Trails should be marked", "maps could be printed"],
        ),
        (
            "en",
            "It is true that the pool is old; the roof must be replaced.",
            ["the roof must be replaced."],
        ),
        (
            "en",
            "Members agreed that the pool should stay open, and that it is the pride of the town.",
            ["Members agreed that the pool should stay open"],
        ),
        (
            "en",
            "The guild recommends (a) that lamps be lit; (b) that bells be rung; and (c) that nets be cut.",
            ["that lamps be lit", "that bells be rung", "that nets be cut"],
        ),
        (
            "en",
            "The board should: (i) open the gate; (ii) close the door; and (iii) sell the key.",
            ["The board should: (i) open the gate", "close the door", "sell the key"],
        ),
        (
            "en",
            "That lamps be lit at dusk, and that the harbour office ring the bell.",
            ["That lamps be lit at dusk", "that the harbour office ring the bell"],
        ),
        (
            "en",
            "There was broad agreement that fees need to fall, and that the pool could open earlier.",
            ["fees need to fall", "the pool could open earlier"],
        ),
        (
            "en",
            "The guild asked the mayor to meet the pilots before thaw, to agree on a date.",
            ["The guild asked the mayor to meet the pilots before thaw, to agree on a date."],
        ),
        ("en", "“They must all go home at once,” he said of the geese.", []),
        (
            "fr",
            "Les pêcheurs ont demandé que la rampe soit réparée et qu'une lampe soit installée.",
            ["que la rampe soit réparée", "qu'une lampe soit installée"],
        ),
        (
            "fr",
            "On a recommandé de baliser les sentiers, d'imprimer des cartes et de former des guides.",
            ["de baliser les sentiers", "d'imprimer des cartes", "de former des guides"],
        ),
        (
            "fr",
            "De l'avis des guides, le refuge gagnerait à ouvrir plus tôt et à être chauffé.",
            ["le refuge gagnerait à ouvrir plus tôt", "à être chauffé"],
        ),
        (
            "fr",
            "Le toit est vieux; la piscine doit rester ouverte.",
            ["la piscine doit rester ouverte."],
        ),
        (
            "fr",
            "Les sentiers devraient être balisés et les cartes doivent être gratuites, car on s'y perd.",
            ["Les sentiers devraient être balisés", "les cartes doivent être gratuites"],
        ),
        (
            "fr",
            "La guilde recommande : a) d'allumer les lampes; b) de sonner la cloche.",
            ["d'allumer les lampes", "de sonner la cloche"],
        ),
        (
            "fr",
            "La guilde recommande que les lampes soient allumées et que la cloche soit sonnée.",
            ["que les lampes soient allumées", "que la cloche soit sonnée"],
        ),
        (
            "fr",
            "On a souligné l'importance d'un quai éclairé, d'une longueur de dix mètres, et d'une bouée.",
            ["d'un quai éclairé, d'une longueur de dix mètres", "d'une bouée"],
        ),
        (
            "fr",
            "Les pêcheurs ont demandé le maintien de la criée et la création d'un fonds.",
            ["le maintien de la criée", "la création d'un fonds"],
        ),
        (
            "fr",
            "Les ports sont invités à réparer leurs quais et à publier leurs tarifs.",
            ["Les ports sont invités à réparer leurs quais", "à publier leurs tarifs"],
        ),
        ("fr", "« Il faut que tout le monde parte sans attendre », a dit un gardien.", []),
    ],
)
def test_each_demand_of_a_sentence_has_its_clause(
    language: Language, sentence: str, parts: list[str]
) -> None:
    assert _parts(sentence, language) == parts


def test_a_sentence_with_one_demand_is_that_demand_whole() -> None:
    sentence = "In winter, the lot should be cleared before seven, as it once was."
    assert _parts(sentence, "en") == [sentence]


@given(st.text(max_size=300), st.sampled_from(_LANGUAGES))
def test_clauses_of_any_text_are_ordered_and_apart(text: str, language: Language) -> None:
    clauses, _ = clauses_of(text, lexicon(language))
    reached = 0
    for clause in clauses:
        assert reached <= clause.start < clause.end <= len(text)
        reached = clause.end


_SENTENCES = [text for language in _LANGUAGES for text in _ASKED[language].values()]


@given(
    st.lists(st.sampled_from(_SENTENCES), max_size=4),
    st.sampled_from([" ", ", ", " et ", "; ", " and that "]),
)
def test_clauses_of_sentences_run_together_are_ordered_and_apart(found: list[str], joint: str) -> None:
    text = joint.join(found)
    for language in _LANGUAGES:
        clauses, _ = clauses_of(text, lexicon(language))
        assert all(a.end <= b.start for a, b in pairwise(clauses))
        assert all(0 <= clause.start < clause.end <= len(text) for clause in clauses)
