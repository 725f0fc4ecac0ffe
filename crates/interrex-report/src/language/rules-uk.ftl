# Що зробити за кожним правилом галузі. Назва — код правила; тест перевіряє, що жодного не пропущено.

## Зв’язок
rule-alert-test-overdue = Перевіряйте оповіщення щокварталу й записуйте це
rule-communications-staff-missing = Назвіть, хто забезпечує зв’язок і хто замінює
rule-contact-list-not-printed = Надрукуйте список контактів і запишіть коли
rule-contact-missing = Додайте контакти для ключових посад і наступників
rule-contact-unconfirmed = Нехай кожен підтвердить свої контакти
rule-no-private-path = Додайте спосіб зв’язку, що не залежить від загальних мереж
rule-one-contact-path = Додайте різні способи зв’язку з людьми

## Делегування
rule-counsel-not-recorded = Погодьте делегування з юристами й запишіть це
rule-delegate-untrained = Підготуйте тих, кому делеговано, і запишіть це
rule-delegation-end-unstated = Зазначте, коли делегування закінчується
rule-delegation-start-unstated = Зазначте, з якого часу або за якої умови діє делегування
rule-delegation-to-a-name = Делегуйте посаді, а не особі
rule-delegation-to-holder = Делегуйте комусь іншому, ніж той, хто має повноваження
rule-delegation-unsigned = Підпишіть делегування й запишіть коли
rule-delegation-without-basis = Зазначте правове джерело повноваження
rule-delegation-without-limits = Зазначте межі делегування або те, що їх немає
rule-delegations-overlap = Припиніть попереднє делегування або обмежте обидва так, щоб вони не збігалися
rule-onward-unstated = Зазначте, чи можна делегувати далі

## Передання повноважень
rule-devolution-function-without-resources = Перелічіть завдання та ресурси кожної функції, яку передають
rule-devolution-handover-unstated = Зазначте, як і коли керування переходить до іншого об’єкта
rule-devolution-in-one-region = Оберіть об’єкт, який не буде втрачено разом із місцем перебування
rule-devolution-order-differs = Узгодьте черговість у плані передання з пріоритетами функцій
rule-devolution-plan-missing = Складіть план передання повноважень
rule-devolution-return-unstated = Зазначте, як і коли керування повертається
rule-devolution-roster-missing = Перелічіть працівників, які перебувають на об’єкті передання
rule-devolution-roster-untrained = Підготуйте працівників зі списку й запишіть це
rule-devolution-roster-without-authority = Делегуйте або передайте повноваження комусь зі списку
rule-devolution-without-functions = Перелічіть функції, які передають, за пріоритетом
rule-devolution-without-site = Назвіть об’єкт, до якого передають функції
rule-devolution-without-triggers = Зазначте, що вводить передання в дію
rule-power-devolution-open-ended = Зазначте межі та закінчення кожного переходу повноваження

## Навчання та тренування
rule-evidence-missing = Зберігайте підтвердження тренувань і навчання та зазначте де
rule-exercise-coverage-incomplete = Охопіть тренуваннями кожну частину плану
rule-exercise-overdue = Відпрацьовуйте функції щороку
rule-finding-overdue = Усувайте недоліки у визначені строки
rule-finding-without-owner = Визначте для кожного недоліку відповідального та строк
rule-relocation-not-exercised = Щороку відпрацьовуйте переміщення до запасного об’єкта
rule-training-log-incomplete = Записуйте, чого навчали, коли, хто брав участь і хто навчав

## Функції
rule-copies-older-than-rpo = Копіюйте документи не рідше, ніж вимагає RPO
rule-dependency-slower-than-function = Скоротіть RTO того, чого потребує функція, до її власного
rule-function-cannot-fail = Зазначте, що з потрібного функції може бути втрачено
rule-function-fails-today = Подбайте, щоб кожна функція виконувалася, коли нічого не втрачено
rule-function-without-needs = Зазначте, чого потребує кожна функція
rule-function-without-owner = Назвіть, хто відповідає за кожну функцію
rule-function-without-times = Зазначте RTO та MTPD кожної життєво важливої функції
rule-functions-unranked = Визначте пріоритети функцій
rule-impact-review-overdue = Перегляньте вплив і ризики та запишіть це
rule-minimum-level-missing = Зазначте найнижчий прийнятний рівень кожної функції або те, що проміжного немає
rule-not-sustained = Забезпечте роботу на строк, якого вимагає профіль, і зазначте це
rule-relies-on-warning = Забезпечте, щоб кожен крок був можливий без попередження, і зазначте це
rule-resources-missing = Перелічіть найменші ресурси кожної функції
rule-rpo-missing = Зазначте RPO функцій або найбільший вік документів
rule-rto-exceeds-mtpd = Скоротіть RTO так, щоб він був меншим за MTPD
rule-rto-too-long = Скоротіть RTO
rule-single-point = Дайте кожній функції другий спосіб обійтися без того, від чого вона залежить
rule-steps-exceed-times = Скоротіть кроки або виконуйте їх одночасно
rule-too-many-functions = Залиште лише функції, які не можуть припинитися

## Зміст плану
rule-absent-element-counted-on = Вирішіть те, що лише висловлено, або виправте дати
rule-absent-post-named = Дайте завдання наявним посадам або виправте їхні дати
rule-assumed-likelihood = Нехай припущені ймовірності хтось оцінить
rule-floated-measure-counted-on = Ухваліть захід або передбачте його відсутність
rule-measure-without-effect = Зазначте, що змінює кожен захід
rule-needs-circle = Переконайтеся, що коло потреб є навмисним і що його можна запустити знову
rule-pledge-expired = Поновіть зобов’язання, строк яких сплив, або вилучіть їх
rule-source-without-grade = Оцініть джерела ймовірностей
rule-stale-assessment = Нехай давні ймовірності оцінять знову
rule-threat-takes-nothing = Зазначте, що вражає кожна загроза
rule-undecided-pledge-counted-on = Домагайтеся рішення про зобов’язання або передбачте його відсутність
rule-unknown-likelihood = Нехай невідомі ймовірності оцінять бодай як проміжок
rule-unsourced-likelihood = Зазначте, хто визначив імовірність, або позначте її як припущену
rule-unused-element = Використайте зазначене або вилучіть його
rule-unused-source = Посилайтеся на кожне джерело там, де воно важить, або зазначте, чому воно ні на що не впливає

## Організація
rule-baseline-incomplete = Додайте те, чого вимагає перша базова вимога НАТО
rule-closed-hazard-list = Пов’яжіть уведення плану в дію з тим, що втрачено, а не з причиною
rule-plan-review-overdue = Переглядайте план щороку й записуйте це
rule-plan-unsigned = Нехай план підпише керівник установи
rule-signature-outdated = Нехай змінений план підпишуть знову
rule-unknown-profile = Пишіть назви профілів так, як вони звучать
rule-unknown-rule = Пишіть коди правил так, як вони звучать
rule-unknown-threshold = Пишіть назви порогів так, як вони звучать
rule-waiver-expired = Поновіть звільнення, строк яких сплив, або вилучіть їх
rule-waiver-without-effect = Вилучіть звільнення, які більше не потрібні

## Відновлення роботи
rule-outside-helpers-missing = Назвіть зовнішніх помічників для будівлі, персоналу та документів
rule-reconstitution-incomplete = Доповніть план відновлення роботи
rule-reconstitution-manager-missing = Назвіть керівника та команду відновлення
rule-reconstitution-plan-missing = Складіть план відновлення роботи

## Документи
rule-changes-not-carried-back = Зазначте, як повертають зміни документів після передання
rule-copies-missing-at-devolution-site = Зберігайте копію кожного життєво важливого документа на об’єкті передання
rule-copy-abroad-without-law = Зазначте закон, що дозволяє вивезти кожен документ із країни
rule-copy-too-old = Копіюйте документ частіше
rule-copy-unlawful = Домагайтеся зміни закону, перш ніж копія знадобиться
rule-custodian-missing = Назвіть зберігача кожного життєво важливого документа
rule-designation-outdated = Підтвердьте зберігачів і запишіть коли
rule-no-paper-copy = Надрукуйте документи, потрібні негайно
rule-reading-needs-unstated = Зазначте, що потрібно для читання кожного документа, або зберігайте його на папері
rule-record-in-one-place = Зберігайте копію кожного життєво важливого документа в іншому місці
rule-record-set-incomplete = Додайте документи, яких бракує в переліку
rule-restore-untested = Відновіть кожен документ із копії й запишіть коли

## Об’єкти
rule-access-list-unstated = Перелік осіб із доступом має вести держава, що надсилає
rule-agreement-covers-too-little = Домовтеся про те, чого угода не охоплює
rule-agreement-not-in-force = Підпишіть або поновіть угоду
rule-alternate-in-threat-area = Додайте запасний об’єкт поза зоною загрози
rule-alternate-on-same-grid = Додайте запасний об’єкт в іншій електромережі
rule-borrowed-without-agreement = Домовтеся письмово з власником кожного чужого об’єкта
rule-host-agreement-missing = Домовтеся з державою перебування
rule-immunity-unstated = Зазначте в угоді недоторканність приміщень і даних
rule-isolated-place = Зазначте сполучення, якими передають повідомлення до кожної місцевості
rule-ready-time-missing = Зазначте, скільки часу потрібно для готовності кожного запасного об’єкта
rule-seat-law-missing = Зазначте закон, що дозволяє переміщення, або домагайтеся його ухвалення
rule-seat-ready-too-late = Скоротіть час готовності запасного місця перебування або знайдіть інше
rule-seats-in-one-place = Додайте можливість в іншому місці
rule-single-seat = Додайте запасне місце до кожного місця перебування
rule-site-ready-too-late = Скоротіть час готовності об’єкта або знайдіть інший

## Наступництво
rule-adjudicator-missing = Назвіть, хто вирішує спір про наступництво
rule-designation-expired = Поновіть призначення або припиніть його
rule-displacement-unstated = Зазначте, чи заступає старший, що повернувся, того, хто діє
rule-forfeit-unstated = Зазначте, що стається з посадою, через яку хтось заступає
rule-ground-missing = Зазначте підстави, з яких посаду або її виконання втрачають
rule-ground-missing-captivity = Додайте підставу на випадок полону
rule-ground-missing-contact = Додайте підставу на випадок утрати зв’язку або строкове утримання
rule-ground-missing-death = Додайте підставу на випадок смерті
rule-ground-missing-incapacity = Додайте підставу на випадок нездатності
rule-ground-without-order = Зазначте підставу в порядку наступництва
rule-holder-succeeds-himself = Зазначте когось іншого, ніж той, хто обіймає посаду
rule-key-post-vacant = Призначте на посаду або зазначте, хто її обіймає
rule-lease-splits = Вимагайте більше половини тих, хто підтверджує
rule-lease-without-order = Складіть порядок на випадок, коли строк утримання спливе
rule-lease-without-term = Зазначте строк утримання та запас часу
rule-legal-review-missing = Нехай юристи переглянуть порядки наступництва, і запишіть це
rule-limits-unstated = Зазначте межі повноважень наступника або те, що їх немає
rule-no-final-rule = Додайте останнє правило: хто обирає, коли не лишилося нікого зі списку
rule-no-successor-at-devolution-site = Зазначте наступника, який перебуває на об’єкті передання
rule-oath-unstated = Додайте крок, на якому складають присягу
rule-office-without-order = Складіть порядок наступництва
rule-order-in-one-place = Зазначте в кожному порядку когось з іншого місця
rule-order-not-a-record = Зберігайте порядки наступництва як життєво важливий документ
rule-order-record-in-one-place = Зберігайте порядки наступництва на основному та запасному об’єктах
rule-order-record-not-at-seat = Зберігайте порядки наступництва за місцем перебування та на запасному об’єкті
rule-orders-not-filed = Подайте порядки наступництва й запишіть, кому та коли
rule-orders-without-precedence = Зазначте, який із двох порядків має перевагу
rule-person-listed-twice = Зазначте різних людей або призначте на посади різних людей
rule-person-not-consulted = Порадьтеся з тими, на кого план розраховує
rule-person-without-base = Зазначте, де перебувають люди
rule-proof-in-one-place = Зберігайте доказ призначення більш ніж в одному місці
rule-quorum-in-one-region = Розмістіть членів в інших регіонах або назвіть орган, що заміняє
rule-quorum-missing = Зазначте кворум
rule-quorum-unreachable = Заповніть місця або виправте кворум і пороги
rule-return-unstated = Зазначте, коли повноваження повертаються
rule-self-certified = Назвіть когось іншого, хто засвідчує
rule-split-by-one-loss = Усуньте роздвоєння строковим утриманням
rule-step-by-vacant-organ = Заповніть орган або назвіть, хто діє замість нього
rule-succession-circle = Переконайтеся, що коло наступництва є навмисним
rule-succession-review-overdue = Перегляньте порядки наступництва й запишіть це
rule-successor-abolished = Перегляньте порядки з посадами, яких уже або ще немає
rule-successor-by-name = Зазначайте наступників за посадами
rule-successor-ineligible = Замініть непридатних наступників або зазначте їхні якості
rule-successors-in-one-region = Зазначте наступника, який перебуває в іншому регіоні
rule-successors-not-notified = Зазначте, як сповіщають наступників
rule-too-few-successors = Додайте наступників
rule-too-many-successors = Скоротіть перелік наступників
