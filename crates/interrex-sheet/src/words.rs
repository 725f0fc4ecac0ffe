//! What a workbook says itself, in every language.

use interrex_tables::{Holds, Language};

/// The words of a workbook.
pub(crate) struct Words {
    pub(crate) start: &'static str,
    pub(crate) answers: &'static str,
    /// The sheet of all failures.
    pub(crate) failures: &'static str,
    pub(crate) digest: &'static str,
    pub(crate) sheets: &'static str,
    pub(crate) rows: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) how: &'static str,
    pub(crate) steps: &'static [&'static str],
    pub(crate) row_about: &'static str,
    pub(crate) not_in_list: &'static str,
    pub(crate) required: &'static str,
}

const ENGLISH: Words = Words {
    start: "Start",
    answers: "Answers",
    failures: "Failures",
    digest: "Digest of the plan",
    sheets: "Sheets",
    rows: "Rows",
    yes: "yes",
    no: "no",
    how: "How to change the plan with this workbook",
    steps: &[
        "Change cells, add rows below the last one, remove whole rows. Save the workbook as .xlsx or .ods and send it back.",
        "Whoever keeps the plan reads it with `interrex import FILE --into PLAN`: first only a list of what each row would do, then, with `--apply`, the change itself.",
        "The gray column on the left says which thing of the plan a row is about. Leave it as it is; leave it empty in a row that you add.",
        "A removed row is shown as deleted, and goes only if whoever keeps the plan accepts deletions.",
        "Several values in one cell have semicolons between them. A likelihood is a number from 0 to 1, a range such as 0.1 to 0.3, or a word of the plan's scale.",
        "A text in braces or brackets is written as the plan itself writes it; leave it, or put a plain value in its place.",
        "Columns that hardly any row uses are folded away; the small plus above the columns shows them.",
    ],
    row_about: "Which thing of the plan this row is about. Leave it as it is; leave it empty in a row that you add.",
    not_in_list: "The plan has nothing of that name yet. Keep it only if another row of this workbook adds it.",
    required: "Every row needs it.",
};

const UKRAINIAN: Words = Words {
    start: "Початок",
    answers: "Відповіді",
    failures: "Відмови",
    digest: "Відбиток плану",
    sheets: "Аркуші",
    rows: "Рядків",
    yes: "так",
    no: "ні",
    how: "Як змінити план за допомогою цієї книги",
    steps: &[
        "Змінюйте клітинки, додавайте рядки під останнім, вилучайте цілі рядки. Збережіть книгу як .xlsx або .ods і надішліть назад.",
        "Той, хто веде план, читає її командою `interrex import FILE --into PLAN`: спершу лише перелік того, що зробить кожен рядок, далі, з `--apply`, саму зміну.",
        "Сірий стовпець ліворуч каже, про що в плані йдеться в рядку. Не змінюйте його; у доданому рядку залиште порожнім.",
        "Вилучений рядок буде показано як вилучений; він зникне, лише якщо той, хто веде план, прийме вилучення.",
        "Кілька значень в одній клітинці розділяйте крапкою з комою. Ймовірність: число від 0 до 1, проміжок, як-от 0.1 до 0.3, або слово зі шкали плану.",
        "Текст у фігурних чи квадратних дужках записано так, як його пише сам план; залиште його або поставте замість нього просте значення.",
        "Стовпці, якими майже жоден рядок не користується, згорнуто; їх відкриває маленький плюс над стовпцями.",
    ],
    row_about: "Про що в плані йдеться в цьому рядку. Не змінюйте; у доданому рядку залиште порожнім.",
    not_in_list: "У плані ще немає нічого з такою назвою. Залиште, лише якщо її додає інший рядок цієї книги.",
    required: "Потрібно в кожному рядку.",
};

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Ukrainian => &UKRAINIAN,
    }
}

/// What a column takes, for those who fill it in.
pub(crate) fn takes(holds: Holds, language: Language) -> &'static str {
    let (english, ukrainian) = match holds {
        Holds::Id => (
            "Lower-case letters, digits and hyphens, such as west-office.",
            "Малі латинські літери, цифри й дефіси, як-от west-office.",
        ),
        Holds::Rank => (
            "1 for the first, 2 for the next; 1.5 goes between.",
            "1 для першого, 2 для наступного; 1.5 стане між ними.",
        ),
        Holds::Text => ("Words.", "Слова."),
        Holds::Texts => (
            "Words; semicolons between several.",
            "Слова; між кількома крапка з комою.",
        ),
        Holds::YesNo => ("Yes or no.", "Так чи ні."),
        Holds::Whole(..) => ("A whole number.", "Ціле число."),
        Holds::Number => ("A number.", "Число."),
        Holds::Date => ("A date.", "Дата."),
        Holds::Period => (
            "A span of time, such as 12 h or 30 d.",
            "Проміжок часу, як-от 12 h (годин) або 30 d (днів).",
        ),
        Holds::Likelihood => (
            "A number from 0 to 1, a range such as 0.1 to 0.3, or a word of the scale.",
            "Число від 0 до 1, проміжок, як-от 0.1 до 0.3, або слово зі шкали.",
        ),
        Holds::Expression => (
            "A condition of names, such as kyiv and not lviv.",
            "Умова з назв, як-от kyiv and not lviv.",
        ),
        Holds::Choice(_) => ("One of the list.", "Одне зі списку."),
        Holds::Choices(_) => (
            "Some of these words, with semicolons between.",
            "Деякі з цих слів, між ними крапка з комою.",
        ),
        Holds::Name(_) => (
            "The name of something in the plan.",
            "Назва чогось у плані.",
        ),
        Holds::Names(_) | Holds::OneOrMore(_) => (
            "Names of things in the plan, with semicolons between.",
            "Назви з плану, між ними крапка з комою.",
        ),
        Holds::Scalar => (
            "A whole number, or a word such as all.",
            "Ціле число або слово, як-от all.",
        ),
        Holds::Numbers => (
            "Numbers with semicolons between.",
            "Числа, між ними крапка з комою.",
        ),
        Holds::Written => (
            "As the plan language writes it.",
            "Так, як пише мова плану.",
        ),
    };
    match language {
        Language::English => english,
        Language::Ukrainian => ukrainian,
    }
}
