# Слова звітів українською мовою. Кожна назва є також у файлі en.ftl, з тими самими місцями.

## Форма
skip = Перейти до звіту
contents = Зміст
as-table = Те саме у вигляді таблиці
marking = Позначка
colophon = Створено програмою { $program } на підставі плану та її відповідей. Кожне число взято з відповіді програми; для показу цієї сторінки нічого не завантажувалося.
page-of = Сторінка { $page } з { $pages }
rows-left = На папері наведено перші рядки: { $shown } з { $count }; усі вони є на сторінці для браузера та в електронній таблиці.
large-pictures = Великі рисунки
on-sheet = Його вміщено на окремому аркуші.
tables = Таблиці плану для внесення змін і повернення
tables-change = Щоб змінити клітинку, впишіть у неї нове значення. Залиште її порожньою, якщо план не має про це нічого казати.
tables-rows = Щоб щось додати, вставте рядок і залиште його сіру клітинку порожньою. Щоб щось вилучити, видаліть увесь рядок.
tables-keys = Не змінюйте сірий стовпець і сірий рядок: за ними програма знаходить кожен рядок і кожен стовпець. Відстежувані зміни вважаються прийнятими.
tables-import = Хто веде план, запускає «interrex import» для повернутого файла й бачить, що змінив би кожен рядок, ще до будь-яких змін.
tables-of = Таблиці плану з контрольною сумою

## Як прочитано план
frame-as-of = Станом на
frame-horizon = Імовірності визначено на строк
frame-signed = Підписав
frame-changed = Останні зміни
frame-supposed = За припущення
frame-digest = Контрольна сума тексту (SHA-256)
frame-note = Примітка
not-signed = ніхто: підпису в плані не зазначено
with = з урахуванням:
without = без урахування:

## Кількості
count-losses = { $count ->
    [one] { $count } втрата
    [few] { $count } втрати
    [many] { $count } втрат
   *[other] { $count } втрати
}
count-days = { $count ->
    [one] { $count } доба
    [few] { $count } доби
    [many] { $count } діб
   *[other] { $count } доби
}
count-hours = { $count ->
    [one] { $count } година
    [few] { $count } години
    [many] { $count } годин
   *[other] { $count } години
}
count-minutes = { $count ->
    [one] { $count } хвилина
    [few] { $count } хвилини
    [many] { $count } хвилин
   *[other] { $count } хвилини
}
count-seconds = { $count ->
    [one] { $count } секунда
    [few] { $count } секунди
    [many] { $count } секунд
   *[other] { $count } секунди
}
and-more = { $count ->
    [one] і ще { $count }
    [few] і ще { $count }
    [many] і ще { $count }
   *[other] і ще { $count }
}
all-facts = { $count ->
    [one] { $count } імовірність, зазначена в плані
    [few] { $count } імовірності, зазначені в плані
    [many] { $count } імовірностей, зазначених у плані
   *[other] { $count } імовірності, зазначеної в плані
}
all-links = { $count ->
    [one] { $count } сполучення
    [few] { $count } сполучення
    [many] { $count } сполучень
   *[other] { $count } сполучення
}
all-offices = { $count ->
    [one] { $count } посада
    [few] { $count } посади
    [many] { $count } посад
   *[other] { $count } посади
}
all-people = { $count ->
    [one] { $count } особа
    [few] { $count } особи
    [many] { $count } осіб
   *[other] { $count } особи
}
all-places = { $count ->
    [one] { $count } місцевість
    [few] { $count } місцевості
    [many] { $count } місцевостей
   *[other] { $count } місцевості
}
all-powers = { $count ->
    [one] { $count } повноваження
    [few] { $count } повноваження
    [many] { $count } повноважень
   *[other] { $count } повноваження
}
lines-of-answer = { $count ->
    [one] { $count } рядок плану, що це зумовлює
    [few] { $count } рядки плану, що це зумовлюють
    [many] { $count } рядків плану, що це зумовлюють
   *[other] { $count } рядка плану, що це зумовлюють
}
assumed-facts = { $count ->
    [one] { $count } припущена ймовірність
    [few] { $count } припущені ймовірності
    [many] { $count } припущених імовірностей
   *[other] { $count } припущеної ймовірності
}
enough = { $count ->
    [one] досить { $count }
    [few] потрібно { $count }
    [many] потрібно { $count }
   *[other] потрібно { $count }
}

## Службові слова
and = та
over = упродовж строку:
yes = так
no = ні
nobody = ніхто
everywhere = усюди
from-date = з { $date }
at-most = щонайбільше { $chance }
the-plan = план
lost = втрачено
standing = діє
copy-of = копія «{ $copy }» («{ $record }»)

## Імовірності
likelihood = Імовірність
likelihood-of-loss = Імовірність втрати
chance-exact = точне значення
chance-extremes = точні найменше та найбільше значення
chance-bounds = доведені межі
chance-open = не з’ясовано: досягнуто обмеження обчислень
chance-undecided = { $chance } (не з’ясовано)
nothing-brings-it-about = у плані ніщо до цього не призводить
survives-everything = У плані ніщо до цього не призводить.
survives-none = Може статися без жодної втрати.
survives-zero = Досить однієї втрати.
survives-losses = { $count ->
    [one] План витримує будь-яку { $count } втрату; більша кількість може призвести до цього.
    [few] План витримує будь-які { $count } втрати; більша кількість може призвести до цього.
    [many] План витримує будь-які { $count } втрат; більша кількість може призвести до цього.
   *[other] План витримує будь-які { $count } втрати; більша кількість може призвести до цього.
}
survives-undecided = Скільки втрат для цього потрібно, не з’ясовано: досягнуто обмеження обчислень.

## Обставини
fact = Обставина
fact-occurs = настає загроза «{ $what }»
fact-takes = загроза «{ $of }» вражає: «{ $what }»
fact-lost = втрачено: «{ $what }»
fact-dead = смерть: «{ $what }»
fact-captive = полон: «{ $what }»
fact-incapacitated = нездатність діяти: «{ $what }»
fact-absent = безвісна відсутність: «{ $what }»
fact-unfit = член органу не може діяти: «{ $what }»
fact-stays = відмова виїхати: «{ $what }»
fact-stays-from = відмова виїхати: «{ $what }»; місце: «{ $of }»
fact-declines = відмова від будь-якої посади: «{ $what }»
fact-declines-office = відмова від посади «{ $of }»: «{ $what }»
fact-resigns = відставка з посади «{ $what }»
fact-refuses = відмова того, хто має діяти: «{ $what }»
fact-withdraws = невиконання зобов’язання «{ $of }»: «{ $what }»
fact-taken = ужито захід «{ $what }»
fact-decided = ухвалено рішення «{ $what }»
fact-given = { $fact } (за умови: { $condition })
fact-any = будь-які { $count } з { $among } членів: «{ $class }»
no-fact-needed = нічого не має статися

## Твердження
proposition-fails = Функція не виконується: «{ $what }»
proposition-vacant = Вакантна посада: «{ $what }»
proposition-stranded = Заблокована посада: «{ $what }»
proposition-split = Роздвоєння посади: «{ $what }»
proposition-disputed = Спірна посада: «{ $what }»
proposition-exercised = Хто виконує обов’язки: «{ $what }»
proposition-seat = Місце перебування: «{ $what }»
proposition-seat-none = Жодне місце перебування не придатне: «{ $what }»
proposition-cannot-act = Орган не може діяти: «{ $what }»
proposition-unexercised = Нікому здійснювати повноваження: «{ $what }»
proposition-contested = Суперечливе здійснення повноваження: «{ $what }»
proposition-lost = Документ втрачено: «{ $what }»
proposition-unmet = Зобов’язання не виконано: «{ $what }»

## Стислий виклад
summary = Стислий виклад
summary-functions = { $count ->
    [one] У плані визначено { $count } життєво важливу функцію;
    [few] У плані визначено { $count } життєво важливі функції;
    [many] У плані визначено { $count } життєво важливих функцій;
   *[other] У плані визначено { $count } життєво важливої функції;
} { $single ->
    [0] кожна витримує будь-яку одну втрату.
    [one] виконання { $single } з них може припинити одна втрата або навіть жодної.
    [few] виконання { $single } з них може припинити одна втрата або навіть жодної.
    [many] виконання { $single } з них може припинити одна втрата або навіть жодної.
   *[other] виконання { $single } з них може припинити одна втрата або навіть жодної.
}
summary-score = Із застосовних правил галузі дотримано { $percent } %.
summary-open = { $count ->
    [one] { $count } пропозицію, яку лише висловлено, подано чи обговорюють, не враховано.
    [few] { $count } пропозиції, які лише висловлено, подано чи обговорюють, не враховано.
    [many] { $count } пропозицій, які лише висловлено, подано чи обговорюють, не враховано.
   *[other] { $count } пропозиції, які лише висловлено, подано чи обговорюють, не враховано.
}
summary-abridged = План настільки великий, що повністю викладено лише найгірше.
bars-title = Імовірність невиконання кожної функції
bars-about = Темна смуга — найменша ймовірність, світла — найбільша.
functions-caption = Життєво важливі функції, починаючи з найгіршої
worst-caption = Що ще найімовірніше відмовить
function = Функція
losses = Скільки втрат потрібно
likeliest-combination = Найімовірніше поєднання обставин
likeliest-combinations = Найімовірніші поєднання обставин
first-remedy = Що змінити насамперед:
first-remedy-head = Що змінити насамперед
failure = Відмова
certain = { $count ->
    [one] { $count } відмова є неминучою за нинішнього стану плану
    [few] { $count } відмови є неминучими за нинішнього стану плану
    [many] { $count } відмов є неминучими за нинішнього стану плану
   *[other] { $count } відмови є неминучими за нинішнього стану плану
}
certain-lead = Для цього не потрібно жодної втрати: рішень, від яких вони залежать, не ухвалено.
impossible = { $count ->
    [0] Кожна з розглянутих відмов може статися.
    [one] До { $count } іншої розглянутої відмови в плані ніщо не призводить.
    [few] До { $count } інших розглянутих відмов у плані ніщо не призводить.
    [many] До { $count } інших розглянутих відмов у плані ніщо не призводить.
   *[other] До { $count } інших розглянутих відмов у плані ніщо не призводить.
}
how-to-read = Як читати цей звіт
read-likelihood = Імовірність визначено на строк, зазначений на початку. Якщо вихідні дані є проміжком, то й відповідь є проміжком: його кінці — найменше та найбільше значення, які допускають ці дані.
read-combination = Поєднання обставин є мінімальним: без будь-якої з них решти вже недостатньо. Число після поєднання показує, якою щонайбільше є ймовірність усіх його обставин разом.
read-four-ways = Посада може відмовити чотирма способами, які завжди розрізняють: вакантна (її ніхто не обіймає), заблокована (її хтось обіймає, але не може діяти, а законної підстави для переходу повноважень немає), роздвоєна (дві особи у двох місцях мають повне законне право на неї), спірна (за двома тлумаченнями закону вона належить різним особам).
read-decided = Враховано лише те, що вирішено або є чинним. Висловлене, запропоноване чи обговорюване викладено окремо, разом із тим, що воно змінило б.
read-source = Назви ведуть до того, що вони позначають, обставини — до тих, хто їх оцінив, а назви файлів із числами — до рядків плану.

## Функції
functions = Життєво важливі функції
functions-lead = Для кожної функції, починаючи з найгіршої: якою є ймовірність її невиконання, що до цього призводить і що змінити насамперед; далі — що має найбільшу вагу, а також рядки та джерела, на яких ґрунтується відповідь.
fails-with = Імовірність невиконання:
not-decided = не вирішено
brings-it-to = зменшує ймовірність до
no-measure-helps = Жоден захід плану не допомагає; найбільше дало б запобігання обставині:
falls-by = імовірність зменшилася б; кратність зменшення — { $factor }
falls-to-nothing = імовірність зменшилася б до нуля
sets-all = { $count ->
    [one] Усього поєднань: { $number }.
    [few] Усього поєднань: { $number }.
    [many] Усього поєднань: { $number }.
   *[other] Усього поєднань: { $number }.
}
sets-some = { $count ->
    [one] Знайдено поєднань: { $number }; можуть існувати інші.
    [few] Знайдено поєднань: { $number }; можуть існувати інші.
    [many] Знайдено поєднань: { $number }; можуть існувати інші.
   *[other] Знайдено поєднань: { $number }; можуть існувати інші.
}
needs = Потребує
rto = Строк відновлення (RTO)
mtpd = Припустима перерва (MTPD)
rpo = Припустима втрата даних (RPO)
minimum = Мінімальний рівень
priority = Пріоритет
owner = Хто відповідає
rests-on = На чому ґрунтується
stated-at = Де зазначено
matrix-title = Які обставини входять до яких поєднань: «{ $what }»
matrix-about = Кожен стовпець — поєднання обставин, починаючи з найімовірнішого; крапка означає, що обставина входить до нього.
in-it = входить
importance-title = Що має найбільшу вагу: «{ $what }»
importance-about = Критичність: яка частка ймовірності припадає на обставину. Для проміжків узято їх середину.
importance-of = Обставина
importance-figure = Критичність
sensitivity-title = Якби джерело помилялося: «{ $what }»
sensitivity-about = Проміжок імовірності, якби те, що оцінило джерело, могло бути будь-яким.
sensitivity-of = Джерело
sensitivity-figure = Імовірність, якби воно помилялося
as-it-is = Нині
prevention = Чого досить, щоб цьому запобігти
prevent-none-of = якщо не справдиться жодна з обставин:
measures-caption = Що дав би кожен захід: «{ $what }»
measure = Захід
likelihood-with = Імовірність із заходом
cost = Вартість
graph-of-function = Від чого залежить функція: схема

## Посади
offices = Посади
offices-lead = Хто обіймає кожну посаду, хто і на якій підставі заступає за чинним порядком та якими способами посада може відмовити.
offices-caption = Посади та їх відмови
office = Посада
holder = Хто обіймає
vacant = Вакантна
stranded = Заблокована
split = Роздвоєна
disputed = Спірна
vacant-means = Її ніхто не обіймає, а порядок наступництва вичерпано.
stranded-means = Її хтось обіймає або на когось очікують, але діяти нікому, і законної підстави для переходу повноважень немає.
split-means = Дві особи можуть законно претендувати на неї, кожна — за тим, що відомо там, де вона перебуває.
disputed-means = За двома тлумаченнями закону вона належить різним особам.
seats-caption = Звідки діятиме кожен
whose-seat = Чиє місце перебування
seat-at = Місце перебування
no-seat = жодне не придатне
ladder-title = Хто діє: «{ $what }»
ladder-about = Згори донизу: хто обіймає посаду, хто заступає, із зазначенням підстави та порядку, а також випадки, коли діяти нікому або коли діє більше ніж один; для кожного — імовірність.
who = Хто
place-in-line = Черговість
on-ground = Підстава
holds-it = Обіймає посаду
vacant-at-start = Посада вакантна
on-vacancy = вакантність посади
grounds = { $grounds } — порядок: { $order }
failures-caption = Як посада може відмовити: «{ $what }»
basis = Правова підстава
limits = Обмеження
orders-not-in-force = Порядки, які не враховано

## Органи, повноваження, особи
bodies = Органи, повноваження та особи
bodies-caption = Органи та умови ухвалення ними рішень
body = Орган
decision = Рішення
ordinary = звичайне
members = Членів
needed = Потрібно
cannot-act = Не може діяти
powers-caption = Повноваження та місця, де їх здійснюють
power = Повноваження
where = Де
held-by = Хто має
unexercised = Нікому здійснювати
contested = Суперечливе
people-caption = Особи
person = Особа
base = Місце перебування
what-may-happen = Що може статися та який вибір зроблено

## Об’єкти
sites = Об’єкти, місцевості та сполучення
sites-lead = Де працюють люди та зберігають документи, що цьому загрожує та які функції частіше не виконувалися б у разі втрати.
sites-caption = Об’єкти
places-caption = Місцевості
links-caption = Сполучення
site = Об’єкт
place = Місцевість
link = Сполучення
in-place = Розташування
readiness = Готовність
class-hot = у постійній готовності
class-warm = у частковій готовності
class-cold = потребує облаштування
threatened-by = Що загрожує
its-loss-hurts = У разі втрати ймовірність невиконання
between = Між чим
carries = Для чого
messages = повідомлення
people-carried = люди
records-carried = документи

## Документи
records = Життєво важливі документи та реєстри
records-lead = Якою є ймовірність утратити всі свіжі, законні та доступні копії кожного документа чи реєстру та де зберігаються копії.
age-max = Найбільший придатний вік
used-at = Де використовують
custodian = Зберігач
restored-on = Останнє випробування відновлення
copies-caption = Копії: «{ $what }»
copy = Копія
kept-at = Де зберігають
age = Вік, не більше
lawful = Законність зберігання

## Партнери
partners = Партнери
partners-lead = Що зобов’язалися зробити партнери, наскільки це вирішено та якою є ймовірність того, що виконавців не вистачить.
pledges-caption = Зобов’язання
pledge = Зобов’язання
by-whom = Хто
how-many = Скільки
status = Стан
unmet = Не виконано
coalitions = У складі
partner-caption = Зобов’язання партнера: «{ $what }»
withdraws = Можлива відмова
risk = Чого побоюється
no-pledge = Зобов’язань у плані не зазначено.
not-assessed = не оцінено

## Карта
map = Карта
map-shows = Втраченим позначено те, що охоплює найімовірніше поєднання обставин для найгіршої функції:
map-title = Місцевості, сполучення та втрати
map-about = Місцевості плану та сполучення між ними.
map-about-lost = Місцевості плану та сполучення між ними; хрестиками позначено те, що охоплює обране поєднання обставин.
map-credit = Обриси: Natural Earth, суспільне надбання. Кордони — визнані державами.
what = Що
kind = Вид
where-or-between = Що там розташовано або між чим
state = Стан
legend-messages = передає повідомлення
legend-way = лише для людей або документів
legend-lost = втрачено
legend-between = розташування не зазначено: показано між тим, що з’єднує
legend-beyond = за межами карти, у цьому напрямку

## Схема
dependencies = Залежності
graph-lead = Зліва направо: кожен елемент потребує тих праворуч, до яких веде лінія; пунктирна лінія позначає перешкоду. До елементів можна дійти клавіатурою, і вони ведуть до того, що позначають.
graph-whole = Від чого залежать функції
graph-title = Від чого залежить функція: «{ $what }»
graph-about = Прямокутники — елементи плану, лінії — залежності. Показано найближчі; таблиця містить те саме.
how = Як
on-what = Від чого
needs-word = потребує
hindered-word = має перешкоду
kind-function = функція
kind-office = посада
kind-body = орган
kind-power = повноваження
kind-person = особа
kind-place = місцевість
kind-site = об’єкт
kind-link = сполучення
kind-seat = місце перебування
kind-record = документ
kind-pledge = зобов’язання
kind-measure = захід
kind-decision = рішення
kind-threat = загроза

## Рішення
decisions = Неухвалені рішення
decisions-lead = Що висловлено, підготовлено, запропоновано чи відхилено та що змінилося б у разі ухвалення. Нічого з цього не враховано.
decisions-caption = Заходи та рішення
history = Перебіг
status-floated = висловлено
status-under-discussion = на обговоренні
status-prepared = підготовлено
status-offered = запропоновано
status-accepted = погоджено
status-refused = відхилено
status-decided = вирішено
status-in-force = чинне
status-withdrawn = відкликано
rests-on-open = Залежить від невирішеного
awaited-by = Від цього залежить
alone-caption = Якби було ухвалено лише це: «{ $what }»
together-caption = Якби було ухвалено і те, від чого це залежить: «{ $what }»
changes-nothing = жодна відповідь не змінюється
changes-slightly = відповіді змінюються менше, ніж показують їх числа
floated-left-out = { $count ->
    [one] Ще { $count } невирішене питання не зважено.
    [few] Ще { $count } невирішені питання не зважено.
    [many] Ще { $count } невирішених питань не зважено.
   *[other] Ще { $count } невирішеного питання не зважено.
}
answer = Відповідь
if-decided = У разі ухвалення
direction = Напрям
likelier = імовірніше
less-likely = менш імовірно
wider = менш певно

## Стандарти
standards = Стандарти галузі
standards-lead = Наскільки план відповідає правилам, яких вимагають стандарти, законодавство та досвід.
no-profile = Профілю план не обирає, тож його перевірено за типовими вимогами.
profiles = Перевірено за профілями
rules-off = { $count ->
    [0] Жодного правила не вимкнено.
    [one] Вимкнено { $count } правило.
    [few] Вимкнено { $count } правила.
    [many] Вимкнено { $count } правил.
   *[other] Вимкнено { $count } правила.
}
rules-unasked = { $count ->
    [one] { $count } правило не застосовано, оскільки план великий.
    [few] { $count } правила не застосовано, оскільки план великий.
    [many] { $count } правил не застосовано, оскільки план великий.
   *[other] { $count } правила не застосовано, оскільки план великий.
}
score-title = Дотримані правила за складниками
score-about = Частка застосовних правил; правило, від якого звільнено, дотриманим не вважають.
rules-passed = Дотримано правил
nothing-to-ask = немає що перевіряти
missing-caption = Чого бракує до повної оцінки
element = Складник
missing = бракує
what-is-missing = Чого бракує
for-what = Для чого
asked-by = Хто вимагає
outcome = Висновок
waived = звільнено
element-all = Усього
element-succession = Наступництво
element-delegations = Делегування повноважень
element-functions = Функції
element-sites = Об’єкти
element-records = Документи
element-communications = Зв’язок
element-devolution = Передання повноважень
element-reconstitution = Відновлення роботи
element-exercises = Навчання та тренування
element-programme = Організація
element-meaning = Зміст плану

## Припущення та джерела
assumptions = Припущення
assumptions-lead = { $count ->
    [0] Кожну ймовірність хтось визначив.
    [one] { $count } імовірність лише припущено; про це зазначено в кожній відповіді, що на ній ґрунтується.
    [few] { $count } імовірності лише припущено; про це зазначено в кожній відповіді, що на них ґрунтується.
    [many] { $count } імовірностей лише припущено; про це зазначено в кожній відповіді, що на них ґрунтується.
   *[other] { $count } імовірності лише припущено; про це зазначено в кожній відповіді, що на них ґрунтується.
}
facts-caption = Імовірності: хто та коли їх визначив
likelihood-stated = Зазначена ймовірність
on-date = Дата
assumed = припущення
given = за умови
otherwise = інакше, без умови
nobody-named = нікого не названо
threats-caption = Загрози та що вони вражають
threat = Загроза
hazard = Вид небезпеки
takes = Що вражає
how-likely = Наскільки ймовірно
sources = Джерела
sources-lead = Хто, що, коли та наскільки певно сказав. Оцінка — за шкалою Адміралтейства: літера для джерела, цифра для відомостей.
sources-caption = Джерела
source = Джерело
said = Що сказано
modality = Наскільки певно
grade = Оцінка
read-at = Де прочитано
not-named = не названо

## Рядки
lines-of-plan = Рядки плану
lines-lead = Рядки, на які посилається звіт, за файлами.
line = Рядок
text = Текст

## Чого план не каже
unsaid = у плані не зазначено
not-stated = не зазначено
number = №
signature = Підпис

## Затвердження
promulgation = Затвердження, зміни та примірники
promulgation-order = План «{ $title }» уводиться в дію підписами, наведеними нижче.
promulgation-order-of = План «{ $title }» ({ $institution }) уводиться в дію підписами, наведеними нижче.
signed-on = Дата підписання
changed-since = змінено після підписання
filed-with = Кому подано
filed-on = Дата подання
seat-law = Закон, що дозволяє переміщення
activated-by = Що вводить план у дію
only-listed = лише зазначені небезпеки
any-hazard = будь-яка небезпека
signatures-caption = Підписи
office-or-post = Посада
name-in-print = Ім’я та прізвище
record-of-changes = Облік змін
record-of-changes-lead = Перегляди, зазначені в плані; нижче — місце для змін, унесених від руки до наступної редакції.
told-under-changes = Відмінності від попередньої редакції викладено в частині «Зміни».
reviews-caption = Перегляди
review-kind = Вид
review-of = Що переглянуто
review-legal = правовий
review-plan = плану
review-bia = аналіз впливу на діяльність
review-risk = ризиків
review-records = документів
review-succession = наступництва
changes-by-pen = Зміни від руки
what-changed = Що змінено
distribution = Розсилання
distribution-lead = Кому передано примірники та де кожен зберігають, записують від руки. Хто зберігає примірник, замінює його після зміни плану.
plan-kept-at = Копію плану, за його переліком документів, зберігають тут
distribution-caption = Примірники
copy-number = № примірника
to-whom = Кому

## Зміни
changes = Зміни
frame-since = Порівняно з редакцією
differences = { $count ->
    [0] відмінностей у тексті немає
    [one] відрізняється { $count } елемент
    [few] відрізняються { $count } елементи
    [many] відрізняються { $count } елементів
   *[other] відрізняється { $count } елемента
}
changes-against = Порівняно з редакцією
as-of-before = станом на
changes-none = Відмінностей у тексті немає.
changes-added = { $count ->
    [0] Жодного елемента не додано.
    [one] Додано { $count } елемент.
    [few] Додано { $count } елементи.
    [many] Додано { $count } елементів.
   *[other] Додано { $count } елемента.
}
changes-removed = { $count ->
    [0] Жодного не вилучено.
    [one] Вилучено { $count } елемент.
    [few] Вилучено { $count } елементи.
    [many] Вилучено { $count } елементів.
   *[other] Вилучено { $count } елемента.
}
changes-changed = { $count ->
    [0] Жодного не змінено.
    [one] Змінено { $count } елемент.
    [few] Змінено { $count } елементи.
    [many] Змінено { $count } елементів.
   *[other] Змінено { $count } елемента.
}
changes-moved = { $count ->
    [0] Жодна відповідь не змінилася.
    [one] Змінилася { $count } відповідь;
    [few] Змінилися { $count } відповіді;
    [many] Змінилося { $count } відповідей;
   *[other] Змінилося { $count } відповіді;
}
changes-same = { $count ->
    [0] незмінних немає.
    [one] { $count } лишилася такою самою або майже такою.
    [few] { $count } лишилися такими самими або майже такими.
    [many] { $count } лишилися такими самими або майже такими.
   *[other] { $count } лишилися такими самими або майже такими.
}
changes-undecided = Деякі відповіді про попередню редакцію не з’ясовано: досягнуто обмеження обчислень.
moved-caption = Як це змінило відповіді: спершу функції, далі — найгірше
before = Раніше
after = Нині
appeared-caption = { $count ->
    [one] { $count } відмова, про яку попередня редакція не могла нічого сказати
    [few] { $count } відмови, про які попередня редакція не могла нічого сказати
    [many] { $count } відмов, про які попередня редакція не могла нічого сказати
   *[other] { $count } відмови, про які попередня редакція не могла нічого сказати
}
gone-caption = { $count ->
    [one] { $count } відмова, про яку ця редакція більше не говорить
    [few] { $count } відмови, про які ця редакція більше не говорить
    [many] { $count } відмов, про які ця редакція більше не говорить
   *[other] { $count } відмови, про які ця редакція більше не говорить
}
written-caption = Відмінності в тексті
element-of-plan = Елемент
key = Ключ
added = додано
removed = вилучено

## Делегування
delegations = Делегування повноважень
delegations-lead = Хто, які повноваження, в яких межах і з якого до якого часу може здійснювати замість того, хто їх має.
delegated-by = Хто делегує
delegated-to = Кому делеговано
on-condition = Умова
without-condition = немає
begins = Початок
with-its-condition = щойно настане умова
ends = Закінчення
until-date = не пізніше { $date }
grantor-gone = Якщо того, хто делегував, не стане
goes-on-without-grantor = чинність зберігається
ends-with-grantor = чинність припиняється
onward = Подальше делегування
replaces = Що замінює
replaces-none = нічого
counsel = Погоджено юристами
trained = Особу підготовлено
limits-none = немає
devolved-power = Переходить до регіонів: «{ $what }»
devolves-to = До кого переходить
contact-lost = утрачено зв’язок з усіма, хто має повноваження

## Порядок наступництва
order-head = Порядок наступництва: «{ $what }»
successors = Наступники
conditions = Умови
gives = Що переходить
gives-title = посада
gives-exercise = виконання обов’язків
gives-by-ground = залежно від підстави: посада — після припинення, виконання обов’язків — після зупинення
notified-by = Як сповіщають наступників
likeliest-case = Найімовірніший випадок: { $case }
ground-dead = смерть
ground-resigned = відставка
ground-captive = полон
ground-incapacitated = нездатність діяти
ground-absent = відсутність
ground-unfit = непридатність
ground-stays = відмова виїхати
ground-lease = сплив строку
ground-out-of-contact = утрата зв’язку

## Функції на папері
sustained = Скільки можна підтримувати
function-class = Вид
function-class-nef = національна життєво важлива функція
function-class-pmef = першочергова функція основного призначення
function-class-mef = функція основного призначення
function-class-esa = життєво важлива допоміжна діяльність
resources = Найменші ресурси
steps = Кроки відновлення
without-warning = Виконання без попередження

## Об’єкти на папері
ready-in = Час до готовності
at-once = негайно
grid = Електромережа
borrowed = Чужий об’єкт
agreement = Угода
sits-here = Місце перебування
based-here = Хто тут працює
kept-here = Що тут зберігають
agreements-caption = Угоди
with-whom = З ким
expires = Строк дії
expired = сплив
covers = Охоплює
agreed-space = приміщення
agreed-lodging = житло
agreed-transport = транспорт
agreed-communications = зв’язок
agreed-security = охорона
agreed-life-support = життєзабезпечення

## Документи на папері
contains = Що це або що містить
contains-emergency-operating = потрібний для роботи в надзвичайній ситуації
contains-rights-and-interests = захищає права та інтереси
contains-orders-of-succession = порядок наступництва
contains-delegations = делегування повноважень
contains-staffing = штатний розпис
contains-plan = план
on-paper = Також на папері
designated-on = Зберігача підтверджено

## Зв’язок
communications = Зв’язок
communications-staff = Хто забезпечує
crisis-communication = Звернення до громадськості
message-links-caption = { $count ->
    [one] { $count } сполучення, яким передають повідомлення
    [few] { $count } сполучення, якими передають повідомлення
    [many] { $count } сполучень, якими передають повідомлення
   *[other] { $count } сполучення, якими передають повідомлення
}
contacts = Аркуш зв’язку
contacts-lead = Номери та адреси до плану не входять; їх записують від руки, а аркуш зберігають так само, як план.
contacts-printed = Востаннє надруковано
contacts-caption = Як зв’язатися з кожним
way = Спосіб
number-or-address = Номер або адреса
public-network = Через загальну мережу
tested-on = Перевірено
confirmed-on = Підтверджено
way-phone = телефон
way-telephone = телефон
way-mobile = мобільний телефон
way-radio = радіо
way-satellite = супутник
way-courier = кур’єр
way-email = електронна пошта
way-pager = пейджер

## Передання та відновлення
devolution = Передання повноважень
devolution-lead = Як функції переходять до іншого об’єкта та працівників і як повертаються.
kept-going-at = Об’єкт
roster = Працівники там
functions-in-order = Що передають, починаючи з найважливішого
triggers = Що вводить у дію
passes-by = Як передають керування
returns-by = Як керування повертається
records-return = Як повертають змінені документи
reconstitution = Відновлення звичайної роботи
reconstitution-lead = Як відновлюється звичайна робота.
manager = Хто керує
team = Разом із ким
phases = Етапи
building-check = Як перевіряють будівлю
notices = Кого сповіщають
afterwards = Подальший розбір
helpers-facilities = Допомога з будівлею
helpers-personnel = Допомога з персоналом
helpers-records = Допомога з документами

## Навчання та тренування
exercises = Перевірки, навчання та тренування
exercises-lead = Що випробувано, що виявлено та що ще належить виправити.
exercises-caption = Тренування, починаючи з останнього
exercise = Тренування
exercise-seminar = семінар
exercise-workshop = робоча нарада
exercise-tabletop = штабне
exercise-game = гра
exercise-drill = окреме відпрацювання
exercise-functional = командно-штабне
exercise-full-scale = повномасштабне
covers-relocation = переміщення
covers-records = документи
covers-communications = зв’язок
covers-dependencies = залежності
covers-devolution = передання повноважень
covers-reconstitution = відновлення роботи
covers-succession = наступництво
covers-notification = оповіщення
covers-functions = функції
moved-to = Куди переміщувалися
evidence = Підтвердження
planned = заплановано
findings-caption = Недоліки, починаючи з неусунених
finding = Недолік
due = Строк
closed = усунено
overdue = прострочено
open = не усунено
training = Навчання
training-caption = Навчання, починаючи з останнього
who-took-part = Хто брав участь

## Закриті частини
sealed = Закриті частини
frame-sealed = Закриті частини
sealed-lead = Те, що можуть читати лише деякі. На частину посилаються за контрольною сумою закритого файлу, яку кожен може звірити, не відкриваючи його.
sealed-file = Закритий файл
sealed-digest = Контрольна сума закритого файлу
readers = Хто може читати
sealed-elsewhere = зберігають в іншому місці
sealed-opened = відкрито: звіт розкриває її зміст
sealed-left-out = не враховано
sealed-which = які саме
notice-left-out = { $count ->
    [one] { $count } закритий файл не враховано: цей звіт не знає його змісту
    [few] { $count } закриті файли не враховано: цей звіт не знає їх змісту
    [many] { $count } закритих файлів не враховано: цей звіт не знає їх змісту
   *[other] { $count } закритого файлу не враховано: цей звіт не знає їх змісту
}
notice-opened = { $count ->
    [one] { $count } закритий файл відкрито: цей звіт лише для тих, хто може його читати
    [few] { $count } закриті файли відкрито: цей звіт лише для тих, хто може їх читати
    [many] { $count } закритих файлів відкрито: цей звіт лише для тих, хто може їх читати
   *[other] { $count } закритого файлу відкрито: цей звіт лише для тих, хто може їх читати
}

## Перелік правил
waivers-caption = Звільнення від правил
rule = Правило
reason = Причина
until = До
everywhere-in-plan = увесь план
checklist = { $count ->
    [one] Перелік: { $count } правило
    [few] Перелік: усі { $count } правила
    [many] Перелік: усі { $count } правил
   *[other] Перелік: усі { $count } правила
}
checklist-caption = Кожне правило та висновок
passed = дотримано
not-applicable = немає що перевіряти
not-asked = не застосовано
rule-off = вимкнено

## Зображення за вибором
choose-case = Показати втрати, якщо
case-ends = { $combination }; припиняє: { $functions }
graph-open = { $count ->
    [one] Схема: { $count } елемент
    [few] Схема: { $count } елементи
    [many] Схема: { $count } елементів
   *[other] Схема: { $count } елемента
}
graph-each = Від чого залежить кожна функція окремо, показано разом із функцією.
