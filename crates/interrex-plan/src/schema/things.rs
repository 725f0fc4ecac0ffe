//! `[source.ID]`, `[place.ID]`, `[site.ID]`, `[link.ID]`.

use super::Kind;
use super::form::{Construct, Form, key, needed};

/// `[source.ID]`
pub static SOURCE: Construct = Construct {
    phrase: "a source",
    header: "[source.ID]",
    doc: "Somebody who said something: a report, a person, a document. What sources say is said in \
          the assessments and statuses that cite them.",
    keys: &[
        key(
            "who",
            Form::Text,
            "Who, in words.",
            r#""a Western official""#,
        ),
        key("named", Form::Bool, "Whether they are named.", "false"),
        key(
            "said",
            Form::Text,
            "What was said, in the plan's own words.",
            r#""the capital may fall""#,
        ),
        key(
            "grade",
            Form::Other("a letter from A to F and a digit from 1 to 6, such as `\"B2\"`"),
            "The Admiralty grade of source and information.",
            r#""B2""#,
        ),
        key("date", Form::Date, "When it was said.", "2022-03-05"),
        key("modality", Form::Text, "How firm it is.", r#""believed""#),
        key(
            "reference",
            Form::Text,
            "Where it can be read.",
            r#""page 3""#,
        ),
        key(
            "bears-on-nothing",
            Form::Text,
            "Why no answer rests on it, when none does.",
            r#""background""#,
        ),
        key("note", Form::Text, "Free text.", r#""translated""#),
    ],
    has_terms: false,
    example: r#"[source.official]
who = "a Western official"
named = false
said = "the capital may fall within days"
grade = "B2"
date = 2022-03-05
modality = "believed"
reference = "page 3"
"#,
};

/// `[place.ID]`
pub static PLACE: Construct = Construct {
    phrase: "a place",
    header: "[place.ID]",
    doc: "A country, a region, a city. What takes a place takes all that it contains; containment \
          alone gives no contact.",
    keys: &[
        key("title", Form::Text, "In words, for readers.", r#""Kyiv""#),
        key(
            "in",
            Form::Name(&[Kind::Place]),
            "The place that contains it.",
            r#""ukraine""#,
        ),
        key(
            "lost",
            Form::Likelihood,
            "Loss by a cause of its own.",
            "0.02",
        ),
        key(
            "abroad",
            Form::Bool,
            "Whether it lies in another state.",
            "true",
        ),
        key(
            "threat-area",
            Form::Text,
            "Places under the same threat bear the same word.",
            r#""north""#,
        ),
        key(
            "coordinates",
            Form::Other("an array of degrees north and degrees east"),
            "Degrees north and east.",
            "[50.45, 30.52]",
        ),
    ],
    has_terms: true,
    example: r#"[place.ukraine]

[place.kyiv]
title = "Kyiv, the capital"
in = "ukraine"
lost = 0.3
threat-area = "north"
coordinates = [50.45, 30.52]

[place.warsaw]
abroad = true
"#,
};

/// `[site.ID]`
pub static SITE: Construct = Construct {
    phrase: "a site",
    header: "[site.ID]",
    doc: "A building or other site. It stands while its places stand, nothing took it and what it \
          needs stands. While it stands it is joined to its innermost place.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""Government House""#,
        ),
        needed(
            "in",
            Form::Other("the name of a place, or an array of such names, the innermost first"),
            "The places that it is in, the innermost first.",
            r#""kyiv""#,
        ),
        key(
            "needs",
            Form::Expression,
            "What it needs to be of use.",
            r#""power-plant or generator""#,
        ),
        key(
            "lost",
            Form::Likelihood,
            "Loss by a cause of its own.",
            "0.05",
        ),
        key(
            "class",
            Form::Word(&["hot", "warm", "cold"]),
            "How ready it is kept.",
            r#""warm""#,
        ),
        key(
            "ready-in",
            Form::Period,
            "How long until it can be used.",
            r#""12 h""#,
        ),
        key(
            "grid",
            Form::Text,
            "The power grid that feeds it.",
            r#""west""#,
        ),
        key(
            "agreement",
            Form::Name(&[Kind::Agreement]),
            "The agreement under which it is used.",
            r#""host""#,
        ),
        key(
            "borrowed",
            Form::Bool,
            "Whether it belongs to somebody else.",
            "true",
        ),
        key(
            "sustained",
            Form::Period,
            "How long it can be worked from.",
            r#""30 d""#,
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[site.plant]
in = "kyiv"

[site.bunker]
title = "the shelter below the ministry"
in = ["kyiv"]
needs = "plant"
lost = 0.05
class = "warm"
ready-in = "12 h"
grid = "west"
sustained = "30 d"
"#,
};

/// `[link.ID]`
pub static LINK: Construct = Construct {
    phrase: "a link",
    header: "[link.ID]",
    doc: "A joint between two places or sites. Links for messages give contact, links for people \
          give a way. A link works while its ends stand, nothing took it and its needs hold. Places \
          that no link for messages joins are out of contact from the start.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""Railway from Kyiv to Lviv""#,
        ),
        needed(
            "between",
            Form::Other("an array of two names, each of a place or a site"),
            "Its two ends.",
            r#"["kyiv", "lviv"]"#,
        ),
        key(
            "carries",
            Form::Words(&["messages", "people", "records"]),
            "What it carries; messages and people when absent.",
            r#"["messages"]"#,
        ),
        key(
            "needs",
            Form::Expression,
            "What it needs to work.",
            r#""relay""#,
        ),
        key(
            "lost",
            Form::Likelihood,
            "Loss by a cause of its own.",
            "0.1",
        ),
        key("takes", Form::Period, "How long the way takes.", r#""8 h""#),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[place.lviv]

[link.railway]
title = "railway from Kyiv to Lviv"
between = ["kyiv", "lviv"]
carries = ["people", "records"]
lost = 0.1
takes = "8 h"

[link.radio]
between = ["kyiv", "lviv"]
carries = ["messages"]
"#,
};

/// Places and sites, for other files.
pub(super) const LOCI: &[Kind] = &[Kind::Place, Kind::Site];
