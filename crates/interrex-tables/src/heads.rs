//! Titles of tables and heads of columns, in every language.

use crate::Language;

/// A stable name, and what it is called in English and in Ukrainian.
type Called = (&'static str, &'static str, &'static str);

/// Tables, with what their rows are.
const TABLES: &[(Called, (&str, &str))] = &[
    (
        ("people", "People", "Люди"),
        ("One person in a row.", "Одна особа в рядку."),
    ),
    (
        ("offices", "Offices", "Посади"),
        (
            "One office in a row: who holds it, what it must reach.",
            "Одна посада в рядку: хто її обіймає, з чим має бути зв’язок.",
        ),
    ),
    (
        ("successions", "Successions", "Наступництво"),
        (
            "One candidate of an order of succession in a row; the number says who comes first.",
            "Один кандидат порядку наступництва в рядку; номер каже, хто перший.",
        ),
    ),
    (
        ("orders", "Orders", "Порядки"),
        (
            "One order of succession in a row: on which grounds, and what it gives.",
            "Один порядок наступництва в рядку: за яких підстав і що він дає.",
        ),
    ),
    (
        ("grounds", "Grounds", "Підстави"),
        (
            "One ground in a row: what ends the title of an office, or suspends its exercise.",
            "Одна підстава в рядку: що припиняє повноваження або зупиняє їх здійснення.",
        ),
    ),
    (
        ("bodies", "Bodies", "Органи"),
        (
            "One body in a row: its members and how it decides.",
            "Один орган у рядку: його члени і як він вирішує.",
        ),
    ),
    (
        ("powers", "Powers", "Повноваження"),
        (
            "One power in a row: who holds it, what it must reach.",
            "Одне повноваження в рядку: хто його має, куди воно має сягати.",
        ),
    ),
    (
        ("delegations", "Delegations", "Делегування"),
        (
            "One delegation of a power in a row.",
            "Одне делегування повноваження в рядку.",
        ),
    ),
    (
        ("functions", "Functions", "Функції"),
        (
            "One essential function in a row: what it needs, how fast it must be back.",
            "Одна важлива функція в рядку: що їй потрібно, як швидко вона має відновитися.",
        ),
    ),
    (
        ("sites", "Sites", "Об’єкти"),
        (
            "One building or other site in a row.",
            "Одна будівля чи інший об’єкт у рядку.",
        ),
    ),
    (
        ("places", "Places", "Місця"),
        (
            "One country, region or city in a row.",
            "Одна країна, область чи місто в рядку.",
        ),
    ),
    (
        ("links", "Links", "Зв’язки"),
        (
            "One link between two places or sites in a row.",
            "Один зв’язок між двома місцями чи об’єктами в рядку.",
        ),
    ),
    (
        ("options", "Seats", "Місця роботи"),
        (
            "One option of a seat in a row, first choice first: where an office or body may sit.",
            "Один варіант місця роботи в рядку, перший вибір перший: де може працювати посадова особа чи орган.",
        ),
    ),
    (
        ("records", "Records", "Документи"),
        (
            "One essential record in a row.",
            "Один важливий документ у рядку.",
        ),
    ),
    (
        ("copies", "Copies", "Копії"),
        (
            "One copy of a record in a row.",
            "Одна копія документа в рядку.",
        ),
    ),
    (
        ("partners", "Partners", "Партнери"),
        ("One partner in a row.", "Один партнер у рядку."),
    ),
    (
        ("pledges", "Pledges", "Зобов’язання"),
        (
            "One pledge of partners in a row.",
            "Одне зобов’язання партнерів у рядку.",
        ),
    ),
    (
        ("coalitions", "Coalitions", "Коаліції"),
        (
            "One coalition of partners in a row.",
            "Одна коаліція партнерів у рядку.",
        ),
    ),
    (
        ("agreements", "Agreements", "Угоди"),
        ("One agreement in a row.", "Одна угода в рядку."),
    ),
    (
        ("contacts", "Contacts", "Контакти"),
        (
            "How one person, office or body is reached, in a row.",
            "Як зв’язатися з однією особою, посадою чи органом, у рядку.",
        ),
    ),
    (
        ("threats", "Threats", "Загрози"),
        (
            "One threat in a row, with what it takes.",
            "Одна загроза в рядку і те, що вона забирає.",
        ),
    ),
    (
        ("measures", "Measures", "Заходи"),
        (
            "One measure in a row: what it costs, what it changes.",
            "Один захід у рядку: скільки коштує, що змінює.",
        ),
    ),
    (
        ("decisions", "Decisions", "Рішення"),
        (
            "One decision that could be made in a row.",
            "Одне можливе рішення в рядку.",
        ),
    ),
    (
        ("exercises", "Exercises", "Навчання"),
        ("One exercise in a row.", "Одне навчання в рядку."),
    ),
    (
        ("sources", "Sources", "Джерела"),
        (
            "One source in a row: who said what, when, how firmly.",
            "Одне джерело в рядку: хто що сказав, коли, наскільки твердо.",
        ),
    ),
];

/// Columns, by their key.
const COLUMNS: &[Called] = &[
    ("row", "Row", "Рядок"),
    ("id", "Name in the plan", "Назва у плані"),
    ("rank", "No.", "№"),
    ("office", "Office", "Посада"),
    ("order", "Order", "Порядок"),
    ("power", "Power", "Повноваження"),
    ("seat", "Seat", "Місце роботи"),
    ("record", "Record", "Документ"),
    ("abroad", "Abroad", "За кордоном"),
    ("absent", "Absent (likelihood)", "Відсутність (ймовірність)"),
    ("access-list", "Access list is ours", "Список допуску наш"),
    ("acting", "Acting", "Виконувач обов’язків"),
    ("age", "Age at most", "Вік щонайбільше"),
    ("age-max", "Greatest age", "Найбільший вік"),
    ("agreed", "Must be agreed", "Має бути погоджено"),
    ("agreed-by", "Agreed by", "Погоджує"),
    ("agreement", "Agreement", "Угода"),
    ("among", "Among", "Серед кого"),
    ("assumed", "Assumed", "Припущення"),
    ("at", "At", "Де"),
    ("base", "Based at", "Місце перебування"),
    ("basis", "Legal basis", "Правова підстава"),
    (
        "bears-on-nothing",
        "Bears on nothing because",
        "Ні на що не впливає, бо",
    ),
    ("between", "Between", "Між"),
    ("borrowed", "Borrowed", "Чужий"),
    ("by", "By", "Ким"),
    ("by-measure", "By measure", "Через захід"),
    ("cannot", "Cannot there", "Там не можна"),
    ("captive", "Captured (likelihood)", "Полон (ймовірність)"),
    ("carries", "Carries", "Що передає"),
    ("certified-by", "Certified by", "Засвідчує"),
    ("chosen-by", "Chosen by", "Обирає"),
    ("class", "Class", "Клас"),
    ("condition", "Condition", "Умова"),
    ("conditions", "Conditions", "Умови"),
    ("confirmed-on", "Confirmed on", "Підтверджено"),
    ("consulted", "Consulted", "Питали згоди"),
    ("contains", "Contains", "Містить"),
    (
        "coordinates",
        "Degrees north; east",
        "Градуси північні; східні",
    ),
    ("cost", "Cost", "Вартість"),
    ("counsel", "Counsel concurred", "Юрист погодив"),
    ("covers", "Covers", "Охоплює"),
    ("custodian", "Custodian", "Зберігач"),
    ("date", "Date", "Дата"),
    ("dead", "Dies (likelihood)", "Смерть (ймовірність)"),
    ("decided", "Decided (likelihood)", "Ухвалення (ймовірність)"),
    ("decisions", "Decisions", "Види рішень"),
    ("declines", "Declines (likelihood)", "Відмова (ймовірність)"),
    (
        "designated-on",
        "Custodian confirmed on",
        "Зберігача підтверджено",
    ),
    ("displaces", "Displaces", "Витісняє"),
    ("disputed", "Disputed", "Оспорюється"),
    ("effect", "Effect", "Наслідок"),
    ("effects", "Effects", "Наслідки"),
    ("ended-by", "Ended by", "Завершує"),
    ("ends-when", "Ends when", "Закінчується, коли"),
    (
        "ends-with-grantor",
        "Ends with grantor",
        "Припиняється з довірителем",
    ),
    ("enough", "Enough", "Достатньо"),
    ("event", "Event", "Подія"),
    ("evidence", "Evidence", "Докази"),
    ("expires", "Expires", "Діє до"),
    ("findings", "Findings", "Висновки"),
    ("forfeits", "Forfeits", "Втрачає"),
    ("from", "From", "Від"),
    ("gives", "Gives", "Що дає"),
    ("grade", "Grade", "Оцінка"),
    ("grid", "Power grid", "Електромережа"),
    ("hazard", "Hazard", "Небезпека"),
    ("held-by", "Held by", "Має"),
    ("holder", "Holder", "Обіймає"),
    ("immunity", "Immunity", "Імунітет"),
    ("in", "In", "У межах"),
    (
        "incapacitated",
        "Incapacitated (likelihood)",
        "Недієздатність (ймовірність)",
    ),
    ("key", "Key post", "Ключова посада"),
    ("kind", "Kind", "Вид"),
    ("lacks", "Lacks", "Чого бракує"),
    ("lawful", "Lawful there", "Законно там"),
    ("lawful-basis", "Law that allows it", "Закон, що дозволяє"),
    ("lawful-from", "Lawful from", "Законно від"),
    ("lead-time", "Lead time", "Час на підготовку"),
    ("leaves-post", "Leaves post", "Залишає посаду"),
    ("limit", "Limit", "Строк"),
    ("limits", "Limits", "Обмеження"),
    ("lost", "Lost (likelihood)", "Втрата (ймовірність)"),
    ("made", "Made (likelihood)", "Ухвалення (ймовірність)"),
    ("made-by", "Made by", "Ухвалює"),
    ("meets", "Meets", "Збирається"),
    ("meets-at", "Meets at", "Збирається де"),
    ("members", "Members", "Члени"),
    ("minimum", "Minimum level", "Найнижчий рівень"),
    ("modality", "How firm", "Наскільки твердо"),
    ("moved-to", "Moved to", "Переїзд до"),
    (
        "mtpd",
        "Tolerable disruption (MTPD)",
        "Допустимий перерив (MTPD)",
    ),
    ("name", "Called", "Зветься"),
    ("named", "Named", "Названий"),
    ("needs", "Needs", "Потребує"),
    ("note", "Note", "Примітка"),
    ("notified-by", "Notified by", "Сповіщає"),
    ("occurs", "Occurs (likelihood)", "Настання (ймовірність)"),
    ("on", "On", "Коли"),
    ("on-paper", "On paper", "На папері"),
    ("onward", "Onward delegation", "Передоручення"),
    ("owner", "Owner", "Відповідає"),
    ("partner", "Partner", "Партнер"),
    ("passes", "Passes over", "Минає"),
    ("paths", "Ways to reach", "Шляхи зв’язку"),
    ("precedence", "Precedence", "Черговість"),
    ("priority", "Priority", "Пріоритет"),
    ("proof", "Proof", "Доказ"),
    ("qualities", "Qualities", "Якості"),
    ("quorum", "Quorum", "Кворум"),
    ("reach", "Must reach", "Має сягати"),
    ("ready-in", "Ready in", "Готовий за"),
    ("reference", "Where to read it", "Де прочитати"),
    ("refused", "Refused (likelihood)", "Відмова (ймовірність)"),
    ("replaces", "Replaces", "Замінює"),
    ("requires", "Requires", "Вимагає"),
    ("resigns", "Resigns (likelihood)", "Відставка (ймовірність)"),
    ("resources", "Resources", "Ресурси"),
    (
        "restored-on",
        "Restoration tried on",
        "Відновлення випробувано",
    ),
    ("rpo", "Recovery point (RPO)", "Точка відновлення (RPO)"),
    ("rto", "Recovery time (RTO)", "Час відновлення (RTO)"),
    ("said", "Said", "Сказано"),
    ("scope", "Scope", "Межі"),
    ("seats", "Seats by law", "Місць за законом"),
    ("signed-on", "Signed on", "Підписано"),
    ("since", "Since", "З якого дня"),
    ("source", "Source", "Джерело"),
    ("stand-in", "Stand-in", "Заміна"),
    ("status", "Status", "Стан"),
    ("stays", "Stays (likelihood)", "Залишається (ймовірність)"),
    ("stays-from", "Stays away from", "Не поїде до"),
    ("steps", "Steps", "Кроки"),
    (
        "survives-grantor",
        "Survives grantor",
        "Переживає довірителя",
    ),
    ("sustained", "Sustained for", "Витримує"),
    ("taken", "Taken (likelihood)", "Здійснення (ймовірність)"),
    ("takes", "Takes", "Забирає"),
    ("threat-area", "Threat area", "Район загрози"),
    ("title", "Title", "Повна назва"),
    ("to", "To", "Кому"),
    ("trained", "Trained", "Навчений"),
    ("until", "Until", "До"),
    ("used-at", "Used at", "Де використовують"),
    ("warning", "Gives warning", "З попередженням"),
    ("when", "When", "За умови"),
    ("who", "Who", "Хто"),
    ("with", "With", "З ким"),
    (
        "withdraws",
        "Withdraws (likelihood)",
        "Відмова (ймовірність)",
    ),
    ("within", "Within", "Упродовж"),
    ("without-powers", "Without powers", "Без повноважень"),
    (
        "without-warning",
        "Works without warning",
        "Діє без попередження",
    ),
];

/// Heads that mean something else in one table: the table, then as in [`COLUMNS`].
const OF_ONE_TABLE: &[(&str, Called)] = &[
    (
        "bodies",
        ("acting", "Acting members sit", "Засідають виконувачі"),
    ),
    ("exercises", ("on", "Held on", "Проведено")),
    ("links", ("takes", "Takes (time)", "Триває")),
    ("orders", ("on", "On grounds", "За підстав")),
    ("orders", ("id", "Order", "Порядок")),
    ("grounds", ("id", "Ground", "Підстава")),
    ("delegations", ("id", "Delegation", "Делегування")),
    ("decisions", ("by", "Made by", "Ухвалює")),
    ("orders", ("by", "Sorted by", "Сортує за")),
];

impl Language {
    fn pick<T: Copy>(self, english: T, ukrainian: T) -> T {
        match self {
            Self::English => english,
            Self::Ukrainian => ukrainian,
        }
    }
}

/// The title of a table.
pub(crate) fn title(table: &str, language: Language) -> &'static str {
    let found = TABLES.iter().find(|((name, _, _), _)| *name == table);
    found.map_or("", |((_, english, ukrainian), _)| {
        language.pick(english, ukrainian)
    })
}

/// What the rows of a table are.
pub(crate) fn about(table: &str, language: Language) -> &'static str {
    let found = TABLES.iter().find(|((name, _, _), _)| *name == table);
    found.map_or("", |(_, (english, ukrainian))| {
        language.pick(english, ukrainian)
    })
}

/// The head of a column.
pub fn head(table: &str, key: &str, language: Language) -> &'static str {
    let own = OF_ONE_TABLE
        .iter()
        .find(|(of, (name, _, _))| *of == table && *name == key);
    let own = own.map(|(_, called)| called);
    let found = own.or_else(|| COLUMNS.iter().find(|(name, _, _)| *name == key));
    found.map_or("", |(_, english, ukrainian)| {
        language.pick(english, ukrainian)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::spec::SPECS;

    #[test]
    fn every_table_and_column_is_called_something() {
        for language in Language::ALL {
            for spec in SPECS {
                assert_ne!(title(spec.name, language), "", "{}", spec.name);
                assert_ne!(about(spec.name, language), "", "{}", spec.name);
                let naming = spec.naming().into_iter().map(|(key, _)| key);
                for key in naming.chain(spec.keys().iter().map(|key| key.name)) {
                    assert_ne!(head(spec.name, key, language), "", "{} {key}", spec.name);
                }
            }
        }
    }

    /// A head says which column it is, in any language: a file whose keys were lost is still read.
    #[test]
    fn two_columns_of_a_table_have_two_heads() {
        for spec in SPECS {
            let mut heads = BTreeSet::new();
            let naming = spec.naming().into_iter().map(|(key, _)| key);
            let keys: Vec<&str> = naming
                .chain(spec.keys().iter().map(|key| key.name))
                .collect();
            for key in keys {
                let of_both: BTreeSet<String> = Language::ALL
                    .iter()
                    .map(|language| head(spec.name, key, *language).to_lowercase())
                    .collect();
                for head in of_both {
                    assert!(
                        heads.insert(head.clone()),
                        "{}: two columns {head}",
                        spec.name
                    );
                }
            }
        }
    }
}
