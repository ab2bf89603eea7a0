"""Section 5: money and external support."""

from consult.learning.wocat.fields import because, group, number, radio, text, yes_no
from consult.learning.wocat.kinds import Part, Section, Words, options

BUDGETS = options(
    ("less_than_2000", "less than 2,000 US$", "moins de 2 000 US$"),
    ("up_to_10000", "2,000 to 10,000 US$", "2 000 à 10 000 US$"),
    ("up_to_100000", "10,000 to 100,000 US$", "10 000 à 100 000 US$"),
    ("up_to_1000000", "100,000 to 1,000,000 US$", "100 000 à 1 000 000 US$"),
    ("more", "more than 1,000,000 US$", "plus de 1 000 000 US$"),
)
INPUTS = options(
    ("none", "none", "aucun"),
    ("labour", "labour", "main-d’œuvre"),
    ("machinery", "equipment: machinery", "équipement : machines"),
    ("tools", "equipment: tools", "équipement : outils"),
    ("equipment_other", "equipment: other", "équipement : autre"),
    ("seeds", "agricultural: seeds", "agricole : semences"),
    ("fertilizer", "agricultural: fertiliser", "agricole : engrais"),
    ("agricultural_other", "agricultural: other", "agricole : autre"),
    ("stone", "construction: stone", "construction : pierre"),
    ("wood", "construction: wood", "construction : bois"),
    ("construction_other", "construction: other", "construction : autre"),
    ("roads", "infrastructure: roads", "infrastructure : pistes"),
    ("schools", "infrastructure: schools", "infrastructure : écoles"),
    ("infrastructure_other", "infrastructure: other", "infrastructure : autre"),
    ("other", "other", "autre"),
)
EXTENTS = options(
    ("partly", "partly financed", "financé en partie"),
    ("fully", "fully financed", "financé en totalité"),
)
LABOUR = options(
    ("voluntary", "voluntary", "bénévole"),
    ("food_for_work", "food for work", "vivres contre travail"),
    ("paid", "paid in cash", "payé en argent"),
    ("rewarded", "rewarded with other material support", "récompensé par un autre appui matériel"),
)

BUDGET = Part(5, 1, Words("Yearly budget", "Budget annuel"), (
    number("app_annual_budget_rate", "FCFA for 1 US$", "FCFA pour 1 US$", least=1, largest=5000,
           ours=True, hint=("With it, the plans of the last year are reckoned in US$.",
                            "Il sert à convertir les plans de la dernière année en US$.")),
    number("app_annual_budget", "Yearly budget in US$", "Budget annuel en US$", counts=True,
           largest=1_000_000_000,
           source=("plans of the last year ÷ rate", "plans de la dernière année ÷ taux")),
    radio("app_annual_budget_range", "Range, if the sum is not known",
          "Fourchette, si le montant n’est pas connu", BUDGETS),
    text("app_annual_budget_comments", "Comments: donors and their shares",
         "Commentaires : bailleurs et parts", counts=True,
         source=("I13, shares of the parties", "I13, parts des parties")),
))  # fmt: skip
FINANCIAL = Part(5, 2, Words("Financial and material support", "Appui financier et matériel"), (
    yes_no("app_financial_support", "Did land users get financial or material support?",
           "Les exploitants ont-ils reçu un appui financier ou matériel ?", counts=True,
           source=("funding lines of donors, NGOs, programmes",
                   "lignes des PTF, ONG, programmes")),
    text("app_financial_support_kinds", "Kinds of support", "Nature de l’appui", limit=600,
         source=("funding lines of donors, NGOs, programmes",
                 "lignes des PTF, ONG, programmes")),
    text("app_financial_support_conditions", "Conditions", "Conditions"),
    text("app_financial_support_providers", "Providers", "Fournisseurs", limit=600,
         source=("parties that promised", "parties qui ont promis")),
))  # fmt: skip
SUBSIDIES = Part(5, 3, Words("Inputs subsidised", "Intrants subventionnés"), (
    group("app_subsidies", "Subsidised inputs", "Intrants subventionnés", 15, (
        radio("app_subsidies_type", "Input", "Intrant", INPUTS),
        radio("app_subs_extent", "Extent", "Étendue", EXTENTS),
        text("app_subs_specify", "Specify", "Précisez"),
    ), counts=True, once=True),
    radio("app_subs_labour", "Labour by land users was", "Le travail des exploitants a été",
          LABOUR, counts=True),
))  # fmt: skip
CREDIT = Part(5, 4, Words("Credit", "Crédit"), (
    yes_no("app_credit", "Was credit given?", "Un crédit a-t-il été accordé ?", counts=True,
           source=("funding lines of kind credit", "lignes de crédit")),
    text("app_credit_conditions", "Conditions", "Conditions"),
    text("app_credit_provider", "Provider", "Organisme prêteur",
         source=("funding lines of kind credit", "lignes de crédit")),
    text("app_credit_receiver", "Receiver", "Bénéficiaire"),
))  # fmt: skip
INCENTIVES = Part(5, 5, Words("Other incentives", "Autres incitations"), (
    yes_no("app_incentives_other", "Were there other incentives?",
           "Y a-t-il eu d’autres incitations ?", counts=True,
           source=("incentives of the commune", "incitations de la commune")),
    because("app_incentives_other", limit=600,
            source=("incentives of the commune", "incitations de la commune")),
))  # fmt: skip

SECTION = Section(5, Words("Money and external support", "Financement et appui extérieur"),
                  (BUDGET, FINANCIAL, SUBSIDIES, CREDIT, INCENTIVES))  # fmt: skip
