//! Importing: what a dry run shows, what is written, and how it is taken back.

use std::fs;
use std::path::Path;

use crate::run::{Ran, Temporary, root, run};

/// Runs the program in the root of the repository.
fn interrex(words: &[&str]) -> Ran {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    run(&words, &root())
}

/// A copy of a plan of the examples.
fn copy(example: &str, into: &Path) {
    for entry in fs::read_dir(root().join("examples").join(example)).expect("an example") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, into.join(path.file_name().expect("a name"))).expect("a copy");
    }
}

/// Every file of a folder with its text, hidden folders left out.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.path().is_file());
    let mut texts: Vec<(String, String)> = files
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read_to_string(entry.path()).expect("text"))
        })
        .collect();
    texts.sort();
    texts
}

const REFUSING: &str = "\
1 created, 1 changed, 0 unchanged, 0 skipped, 2 refused

refused
  row 4: site.tent no place is named `northtown`; did you mean `north-town`?
  row 5: site.main-building column D, `Ready in`, holds `2022-03-07`, and the column takes a span of time such as `12 h` or `30 d`

created
  row 3: site.field-hospital  in = north-town, class = cold, ready-in = 12 h, borrowed = yes

changed
  row 2: site.annex  class: warm -> hot, ready-in: 1 h -> 30 min

nothing is written while rows are refused; correct them, or take the others in with `--skip-refused`
";

#[test]
fn a_dry_run_says_of_each_row_what_it_would_do() {
    let ran = interrex(&[
        "import",
        "corpus/import/sites.csv",
        "--into",
        "examples/hospital",
    ]);
    assert_eq!(
        (ran.status, ran.stdout.as_str(), ran.stderr.as_str()),
        (1, REFUSING, "")
    );
}

#[test]
fn refused_rows_hold_the_others_back_unless_they_are_left_out() {
    let folder = Temporary::new();
    copy("hospital", folder.path());
    let before = texts(folder.path());
    let plan = folder.path().display().to_string();
    let import = [
        "import",
        "corpus/import/sites.csv",
        "--into",
        &plan,
        "--apply",
    ];
    let ran = interrex(&import);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, REFUSING));
    assert_eq!(texts(folder.path()), before);

    let ran = interrex(&[&import[..], &["--skip-refused"]].concat());
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("\nwrote `"), "{}", ran.stdout);
    let after = texts(folder.path());
    let changed: Vec<&(String, String)> =
        after.iter().filter(|file| !before.contains(file)).collect();
    let [(name, text)] = changed.as_slice() else {
        panic!("one file changes: {changed:?}");
    };
    assert_eq!(name, "sites.toml");
    assert!(text.contains("class = \"hot\"\nready-in = \"30 min\"\ngrid = \"hill grid\"\n"));
    assert!(text.contains("\n[site.field-hospital]\nin = \"north-town\"\n"));
    assert_eq!(interrex(&["check", &plan]).status, 0);

    let ran = interrex(&["import", "--undo", &plan]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(texts(folder.path()), before);
    let ran = interrex(&["import", "--undo", &plan]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("no import into"), "{}", ran.stderr);
}

#[test]
fn a_plan_that_changed_since_is_not_overwritten_by_undo() {
    let folder = Temporary::new();
    copy("hospital", folder.path());
    let plan = folder.path().display().to_string();
    let rows = folder.path().join("sites.csv");
    fs::write(&rows, "Name in the plan,Class\nannex,hot\n").expect("a file");
    let rows = rows.display().to_string();
    let ran = interrex(&["import", &rows, "--into", &plan, "--apply"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let sites = folder.path().join("sites.toml");
    let edited = fs::read_to_string(&sites).expect("text") + "# and a comment\n";
    fs::write(&sites, &edited).expect("a file");
    let ran = interrex(&["import", "--undo", &plan]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("sites.toml` changed after the import"),
        "{}",
        ran.stderr
    );
    assert_eq!(fs::read_to_string(&sites).expect("text"), edited);
}

#[test]
fn a_workbook_that_comes_back_as_it_went_out_changes_nothing() {
    let folder = Temporary::new();
    let book = folder.path().join("plan.xlsx").display().to_string();
    for language in ["en", "uk"] {
        let plan = "examples/hospital";
        let ran = interrex(&["report", plan, "-o", &book, "--lang", language]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let first = fs::read(&book).expect("a workbook");
        interrex(&["report", plan, "-o", &book, "--lang", language]);
        assert!(
            first == fs::read(&book).expect("a workbook"),
            "the same bytes"
        );
        let ran = interrex(&["import", &book, "--into", plan, "--accept-deletions"]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        assert!(
            ran.stdout.starts_with("0 created, 0 changed, "),
            "{}",
            ran.stdout
        );
        assert!(
            ran.stdout.contains(" 0 skipped, 0 refused\n"),
            "{}",
            ran.stdout
        );
        assert!(
            ran.stdout
                .ends_with("the plan says all this already; nothing to write\n")
        );
    }
}

#[test]
fn a_roster_begins_a_plan_by_its_mapping() {
    let folder = Temporary::new();
    let plan = folder.path().join("roster.toml").display().to_string();
    let map = ["--map", "corpus/import/roster.toml"];
    let import = [
        &["import", "corpus/import/roster.csv", "--into", &plan],
        &map[..],
    ]
    .concat();
    let ran = interrex(&import);
    assert_eq!(ran.status, 1);
    let refused = "refused\n  row 4: in offices holds `31.02.2027`, which is no date of the form `DD.MM.YYYY`\n";
    assert!(ran.stdout.contains(refused), "{}", ran.stdout);
    let skipped =
        "skipped\n  row 5: the row names no post\n  row 3: in people: the post is vacant\n";
    assert!(ran.stdout.contains(skipped), "{}", ran.stdout);
    assert!(!Path::new(&plan).exists());

    let ran = interrex(&[&import[..], &["--apply", "--skip-refused"]].concat());
    assert!(
        ran.stdout
            .starts_with("6 created, 0 changed, 0 unchanged, 2 skipped, 1 refused\n"),
        "{}",
        ran.stdout
    );
    let text = fs::read_to_string(&plan).expect("the plan is begun");
    let expect = "\n[office.director-1]\ntitle = \"Director\"\nholder = \"holder-of-1\"\nuntil = 2027-06-11\n";
    assert!(text.contains(expect), "{text}");
    let ran = interrex(&["import", "--undo", &plan]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        !Path::new(&plan).exists(),
        "a plan that was begun is gone again"
    );
}

/// The posts of the Plum Book that the repository keeps: all of them in, then nothing, then the one
/// that changed.
#[test]
fn a_large_roster_is_taken_in_and_then_says_only_what_changed() {
    let folder = Temporary::new();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (plan, map, other) = (path("posts.toml"), path("map.toml"), path("posts.csv"));
    let mapping = "\
[[table]]
name = \"offices\"
id = \"post-{id}\"
whole = \"post-\"
columns = { title = \"{title}\", until = { text = \"{expires}\", date = \"YYYY-MM-DD\" } }
";
    fs::write(&map, mapping).expect("a file");
    let posts = "corpus/plum-book/posts.csv";
    let import = |file: &str, more: &[&str]| {
        interrex(&[&["import", file, "--into", &plan, "--map", &map], more].concat())
    };
    let ran = import(posts, &["--apply"]);
    assert!(
        ran.stdout
            .starts_with("8358 created, 0 changed, 0 unchanged, 0 skipped, 0 refused\n"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    let ran = import(posts, &[]);
    assert!(
        ran.stdout
            .starts_with("0 created, 0 changed, 8358 unchanged, 0 skipped, 0 refused\n"),
        "{}",
        ran.stdout
    );

    let text = fs::read_to_string(root().join(posts)).expect("the corpus");
    let mut lines: Vec<&str> = text.lines().collect();
    let removed = lines.remove(7000).split(',').next().expect("a number");
    let text = lines.join("\n").replacen("1,Chair,", "1,Chairman,", 1);
    fs::write(&other, text).expect("a file");
    let ran = import(&other, &[]);
    let expect = format!(
        "\
0 created, 1 changed, 8356 unchanged, 0 skipped, 0 refused, 1 deleted

deleted
  not in the file: office.post-{removed}

changed
  row 2: office.post-1  title: Chair -> Chairman

this was a dry run; `--apply` writes it
what is deleted in the file stays in the plan; `--accept-deletions` takes it out
"
    );
    assert_eq!(ran.stdout, expect);
}

#[test]
fn a_draft_of_a_mapping_can_be_used_as_it_is() {
    let folder = Temporary::new();
    let draft = folder.path().join("draft.toml").display().to_string();
    let plan = folder.path().join("plan.toml").display().to_string();
    let ran = interrex(&["import", "corpus/import/roster.csv", "--draft-map", &draft]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let ran = interrex(&[
        "import",
        "corpus/import/roster.csv",
        "--into",
        &plan,
        "--map",
        &draft,
        "--apply",
    ]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(ran.stdout.starts_with("5 created, "), "{}", ran.stdout);
    let ran = interrex(&["import", "corpus/import/roster.csv", "--draft-map", &draft]);
    assert_eq!(ran.status, 2, "a file that exists is not overwritten");
}

#[test]
fn what_cannot_be_read_is_said_in_words() {
    let folder = Temporary::new();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let list = file("list.csv", "a,b\n1,2\n");
    let book = file("book.xlsx", "no workbook");
    let map = file(
        "map.toml",
        "[[table]]\nname = \"offices\"\nid = \"{Nummer}\"\n",
    );
    let check = |words: &[&str], expect: &str| {
        let ran = interrex(words);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{words:?}");
        assert!(ran.stderr.contains(expect), "{words:?}\n{}", ran.stderr);
    };
    let into = ["--into", "examples/hospital"];
    check(
        &[&["import", &list], &into[..]].concat(),
        "does not say which table of the plan it is; name one with `--table`",
    );
    check(
        &[&["import", &book], &into[..]].concat(),
        "is no workbook that can be read",
    );
    check(
        &[
            &["import", "corpus/import/roster.csv", "--map", &map],
            &into[..],
        ]
        .concat(),
        "the file has no column `Nummer`, which the mapping speaks of; did you mean `Number`?",
    );
    check(
        &["import", &list, "--table", "sites", "--into", "no-plan"],
        "there is no plan `no-plan`",
    );
    check(
        &["import", "none.csv", "--into", "examples/hospital"],
        "cannot read `none.csv`",
    );
}

/// The mappings that the repository ships are read, and fit the columns that they are for.
#[test]
fn the_mappings_of_the_examples_fit() {
    let folder = Temporary::new();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let check = |rows: &str, map: &str, expect: &str| {
        let plan = folder.path().join("plan.toml").display().to_string();
        let ran = interrex(&["import", rows, "--into", &plan, "--map", map]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        assert!(ran.stdout.starts_with(expect), "{}", ran.stdout);
    };
    let posts = file(
        "posts.csv",
        "title,expires,branch,agcy_name,org_name,name_of_incumbent,type_of_appt,location,id\n\
         Chair,,Executive,AGENCY,UNIT,Vacant,PAS,\"Washington, DC\",1\n\
         Member,,Executive,AGENCY,UNIT,A,PA,\"Washington, DC\",10\n",
    );
    check(
        &posts,
        "examples/mappings/plum-book.toml",
        "4 created, 0 changed, 0 unchanged, 1 skipped, 0 refused\n",
    );
    let roles = file(
        "roles.csv",
        "person_id,name,file_kind,role_type,jurisdiction,district,start_date,end_date,end_reason\r\n\
         p/1,A,executive,governor,us/ak,,2018-12-03,2026-12-07,\r\n\
         p/1,A,executive,upper,us/ak,E,2015-01-01,,\r\n",
    );
    check(
        &roles,
        "examples/mappings/openstates.toml",
        "3 created, 0 changed, 0 unchanged, 0 skipped, 0 refused\n",
    );
}
