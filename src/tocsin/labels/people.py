"""The fixed words about people: accounts, signing in, the audit log."""

from __future__ import annotations

from tocsin.language import Text, pair

LABELS: dict[str, Text] = {
    # accounts on a terminal
    "account": pair("Account", "Compte"),
    "shown as": pair("Shown as", "Affiché comme"),
    "role": pair("Role", "Rôle"),
    "comes in by": pair("Comes in by", "Entre par"),
    "recipient of": pair("Recipient of", "Destinataire de"),
    "no accounts": pair(
        "There is no account: the desk opens on this machine only.",
        "Il n’y a aucun compte : le bureau ne s’ouvre que sur cette machine.",
    ),
    "by password": pair("password", "mot de passe"),
    "by issuer": pair("OIDC ({issuer})", "OIDC ({issuer})"),
    "by token": pair("tokens: {n}", "jetons : {n}"),
    "by nothing yet": pair("nothing yet", "rien pour l’instant"),
    "token made": pair(
        "A token for {account}, until {expires}. It is shown this once; keep it as you keep a "
        "password.",
        "Un jeton pour {account}, jusqu’au {expires}. Il n’est affiché que cette fois ; gardez-le "
        "comme un mot de passe.",
    ),
    "new password": pair("New password", "Nouveau mot de passe"),
    "password again": pair("The same again", "Encore une fois"),
    "audit empty": pair("Nothing has been noted yet.", "Rien n’a encore été noté."),
    "when": pair("When (UTC)", "Quand (UTC)"),
    "who": pair("Who", "Qui"),
    "detail": pair("Detail", "Détail"),
    "event": pair("Event", "Événement"),
    "whence": pair("From", "Depuis"),
    # signing in
    "sign in": pair("Sign in", "Se connecter"),
    "sign out": pair("Sign out", "Se déconnecter"),
    "account name": pair("Name of your account", "Nom de votre compte"),
    "password": pair("Password", "Mot de passe"),
    "or sign in by": pair("Sign in with {name}", "Se connecter avec {name}"),
    "or": pair("or", "ou"),
    "sign-in help": pair(
        "Accounts are made by whoever keeps the workspace. A session ends after an hour without "
        "use, and after twelve hours in any case.",
        "Les comptes sont créés par la personne qui tient l’espace de travail. Une session prend "
        "fin après une heure d’inactivité, et au bout de douze heures dans tous les cas.",
    ),
    "sign-in failed": pair(
        "No account has this name and this password.",
        "Aucun compte n’a ce nom et ce mot de passe.",
    ),
    "sign-in throttled": pair(
        "Too many attempts. Wait a few minutes, then try again.",
        "Trop de tentatives. Attendez quelques minutes, puis réessayez.",
    ),
    "sign-in elsewhere failed": pair(
        "The other service did not let you in, or no account here is linked to yours there.",
        "L’autre service ne vous a pas laissé entrer, ou aucun compte d’ici n’est lié au vôtre.",
    ),
    "signed in as": pair("Signed in as {who}, role: {role}", "Connecté : {who}, rôle : {role}"),
    "present password": pair("Present password", "Mot de passe actuel"),
    "change password": pair("Change the password", "Changer le mot de passe"),
    "password rules": pair(
        "15 characters or more, of any kind; several unrelated words make a good one.",
        "Au moins 15 caractères, quels qu’ils soient ; plusieurs mots sans rapport font un bon "
        "mot de passe.",
    ),
    "password changed": pair(
        "The password is changed; other sessions of yours have ended.",
        "Le mot de passe est changé ; vos autres sessions ont pris fin.",
    ),
    "password wrong": pair("The present password is another.", "Le mot de passe actuel est autre."),
    "password weak": pair(
        "The new password is too short, too long, or easily guessed: commonly used, repeated, or "
        "made of your own name.",
        "Le nouveau mot de passe est trop court, trop long ou facile à deviner : répandu, répété "
        "ou formé de votre propre nom.",
    ),
    "readers do not decide": pair(
        "Your role is to read; analysts decide.", "Vous lisez ; les analystes décident."
    ),
    "signs as": pair("You sign as {who}.", "Vous signez : {who}."),
}
