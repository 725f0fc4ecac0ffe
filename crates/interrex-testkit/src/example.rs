//! The plans of the examples, as texts.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of an example by name, in the order of their names, each with its text.
///
/// # Panics
///
/// Where there is no such example, or it cannot be read.
pub fn example(name: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name);
    let mut paths: Vec<PathBuf> = fs::read_dir(&root)
        .expect("the example is a folder")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    let files = paths.iter().map(|path| {
        let text = fs::read_to_string(path).expect("a readable file");
        let name = path.file_name().expect("a file has a name");
        (name.to_string_lossy().into_owned(), text)
    });
    files.collect()
}
