"""The fixed words of a reading: kinds of items, their values, what asks for a second look."""

from __future__ import annotations

from tocsin.language import Text, pair

KINDS: dict[str, Text] = {
    "kind sections": pair("Sections", "Sections"),
    "kind chronology_sources": pair("Dated sources", "Sources datées"),
    "kind chronology_events": pair("Dated events", "Faits datés"),
    "kind vague_time_expressions": pair("Times left open", "Temps laissés vagues"),
    "kind actors_countries": pair("Countries", "Pays"),
    "kind actors_organisations": pair("Organisations and groups", "Organisations et groupes"),
    "kind actors_people": pair("People", "Personnes"),
    "kind corridors_routes": pair("Corridors and routes", "Corridors et voies"),
    "kind places": pair("Places", "Lieux"),
    "kind relations": pair("Ties that the text states", "Liens énoncés par le texte"),
    "kind triggers": pair("Triggers and warning signs", "Déclencheurs et signes avant-coureurs"),
    "kind scenario_claims": pair("Conditionals and scenarios", "Conditions et scénarios"),
    "kind attributions": pair("Who says what", "Qui dit quoi"),
    "kind predictions_asserted": pair("Forecasts without a condition", "Prévisions sans condition"),
    "kind off_ramps": pair("Proposed off-ramps", "Sorties de crise proposées"),
}
MODALITIES: dict[str, Text] = {
    "modality if_then": pair("if", "si"),
    "modality unless": pair("unless", "à moins que"),
    "modality conditional": pair("in case", "le cas échéant"),
    "modality possibility": pair("possible", "possible"),
    "modality probable": pair("likely", "probable"),
}
RELATIONS: dict[str, Text] = {
    "tie member_of": pair("is a member of", "est membre de"),
    "tie informal_member_of": pair(
        "is called an informal member of", "est dit membre officieux de"
    ),
    "tie joined": pair("joined", "a rejoint"),
    "tie left": pair("left", "a quitté"),
    "tie suspended_from": pair("was suspended from", "a été suspendu de"),
    "tie leads": pair("leads", "dirige"),
    "tie supports": pair("supports", "soutient"),
    "tie allied_with": pair("is allied with", "est allié à"),
    "tie recognises": pair("recognises", "reconnaît"),
    "tie claims": pair("claims", "revendique"),
    "tie mutual_defence_obligation": pair(
        "owes mutual defence to", "a une obligation de défense mutuelle envers"
    ),
    "tie guarantees": pair("guarantees", "garantit"),
    "tie bases_forces_in": pair("bases forces in", "stationne des forces en"),
    "tie major_non_nato_ally": pair("is a major non-NATO ally of", "est allié majeur hors OTAN de"),
    "tie participates_in": pair("takes part in", "participe à"),
    "tie renamed_from": pair("was formerly", "s’appelait auparavant"),
    "tie holds_office": pair("holds office in", "exerce une fonction à"),
}
EVENT_TYPES: dict[str, Text] = {
    "event accession": pair("accession", "adhésion"),
    "event accusation": pair("accusation", "accusation"),
    "event agreement": pair("agreement", "accord"),
    "event aid": pair("aid", "aide"),
    "event aid_cut": pair("aid cut", "arrêt de l’aide"),
    "event arms_transfer": pair("arms transfer", "transfert d’armes"),
    "event arrest": pair("arrest", "arrestation"),
    "event assassination": pair("assassination", "assassinat"),
    "event attack": pair("attack", "attaque"),
    "event basing": pair("military base", "base militaire"),
    "event blockade": pair("blockade", "blocus"),
    "event border_closure": pair("border closure", "fermeture de frontière"),
    "event ceasefire": pair("ceasefire", "cessez-le-feu"),
    "event censorship": pair("censorship or emergency rule", "censure ou état d’exception"),
    "event communal_violence": pair("communal violence", "violences communautaires"),
    "event coup": pair("coup", "coup d’État"),
    "event cyberattack": pair("cyberattack", "cyberattaque"),
    "event defence_pact": pair("defence pact", "pacte de défense"),
    "event diplomatic_break": pair("diplomatic break", "rupture diplomatique"),
    "event discriminatory_law": pair("discriminatory law", "loi discriminatoire"),
    "event economic_cooperation": pair("economic cooperation", "coopération économique"),
    "event election_dispute": pair("election dispute", "élection contestée"),
    "event evacuation": pair("evacuation", "évacuation"),
    "event foreign_deployment": pair("foreign deployment", "déploiement étranger"),
    "event incursion": pair("incursion", "incursion"),
    "event infrastructure_sabotage": pair(
        "sabotage of infrastructure", "sabotage d’infrastructures"
    ),
    "event interference": pair("interference", "ingérence"),
    "event joint_exercise": pair("joint exercise", "exercice conjoint"),
    "event membership_exit": pair("exit from a treaty or body", "sortie d’un traité ou organisme"),
    "event membership_freeze": pair("membership frozen", "gel d’adhésion"),
    "event military_drill": pair("military drill", "manœuvres"),
    "event missile_test": pair("missile or nuclear test", "essai de missile ou nucléaire"),
    "event mobilisation": pair("mobilisation", "mobilisation"),
    "event protest": pair("protest", "contestation"),
    "event recognition": pair("recognition", "reconnaissance"),
    "event referendum": pair("referendum or secession", "référendum ou sécession"),
    "event refugees": pair("displacement", "déplacement de population"),
    "event rejection": pair("rejection or breakdown", "refus ou rupture"),
    "event request": pair("request", "demande"),
    "event sanctions": pair("sanctions", "sanctions"),
    "event seizure": pair("seizure", "saisie"),
    "event standards_alignment": pair("alignment of standards", "alignement de normes"),
    "event support_statement": pair("statement of support", "déclaration de soutien"),
    "event talks": pair("talks", "pourparlers"),
    "event threat": pair("threat", "menace"),
    "event trade_coercion": pair("economic coercion", "coercition économique"),
    "event unclassified": pair("unclassified", "non classé"),
    "event withdrawal": pair("withdrawal", "retrait"),
}
LABELS: dict[str, Text] = {
    **KINDS,
    **MODALITIES,
    **RELATIONS,
    **EVENT_TYPES,
    "read facts": pair(
        "{chars} characters · {tongue} · SHA-256 {sha}",
        "{chars} caractères · {tongue} · SHA-256 {sha}",
    ),
    "text in en": pair("English", "anglais"),
    "text in fr": pair("French", "français"),
    "text in ru": pair("Russian", "russe"),
    "text in tr": pair("Turkish", "turc"),
    "no document date": pair(
        "No document date was given: years that are not printed stay empty. "
        "The text itself is dated {newest} at the earliest; give --doc-date.",
        "Aucune date de document n’est donnée : les années non imprimées restent vides. "
        "Le texte date au plus tôt du {newest} ; précisez --doc-date.",
    ),
    "no date at all": pair(
        "No document date was given: years that are not printed stay empty; give --doc-date.",
        "Aucune date de document n’est donnée : les années non imprimées restent vides ; "
        "précisez --doc-date.",
    ),
    "in context": pair("In the text", "Dans le texte"),
    "place in text": pair("Place", "Endroit"),
    "name in text": pair("Name", "Nom"),
    "times named": pair("Times", "Fois"),
    "office": pair("Office", "Fonction"),
    "published by": pair("By", "Par"),
    "no year": pair("year?", "année ?"),
    "stated tie": pair("Tie", "Lien"),
    "suggested types": pair("Suggested types", "Types suggérés"),
    "said by": pair("Said by", "Dit par"),
    "speaker unknown": pair("not resolved", "non résolu"),
    "author": pair("author", "auteur"),
    "condition part": pair("Condition", "Condition"),
    "consequence part": pair("Then", "Alors"),
    "nothing read": pair("Nothing was found.", "Rien n’a été trouvé."),
    "reading note": pair(
        "Every line is a proposal: accept, edit or reject it. Offsets count Unicode code points.",
        "Chaque ligne est une proposition à accepter, modifier ou rejeter. Les positions comptent "
        "des points de code Unicode.",
    ),
}
