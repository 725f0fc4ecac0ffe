//! One Rust file as the checks see it: its functions, its public items, the paths that it names.
//!
//! Responsible for walking the syntax tree and for leaving out what is compiled for tests only.
//! The code that a macro produces is not seen; the words inside a macro's call are.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::documented;

/// A parsed source file.
pub(crate) struct Source {
    pub(crate) path: String,
    /// The file's length, tests included.
    pub(crate) line_count: usize,
    /// Whether all of it is test code.
    pub(crate) is_test: bool,
    /// The functions that are no tests, in the order of the text.
    pub(crate) functions: Vec<Function>,
    /// Public items without a doc comment: line and name.
    pub(crate) undocumented: Vec<(usize, String)>,
    /// The paths, such as `std::fs::read` or `println`, that code outside tests names.
    pub(crate) paths: Vec<(usize, String)>,
    /// The modules that lie in files of their own.
    modules: Vec<Module>,
}

/// A function: where it begins and how long it is, from its signature to its closing brace.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) line_count: usize,
}

/// A declaration such as `mod name;`.
struct Module {
    name: String,
    for_tests: bool,
}

impl Source {
    /// Parses a file.
    ///
    /// # Errors
    ///
    /// The line and the reason for which it is no Rust.
    pub(crate) fn parse(path: &str, text: &str) -> Result<Self, (usize, String)> {
        let file = syn::parse_file(text)
            .map_err(|error| (error.span().start().line, error.to_string()))?;
        let mut walk = Walk::default();
        walk.visit_file(&file);
        Ok(Self {
            path: path.to_owned(),
            line_count: text.lines().count(),
            is_test: path
                .split('/')
                .any(|part| part == "tests" || part == "benches"),
            functions: walk.functions,
            undocumented: documented::undocumented(&file),
            paths: walk.paths,
            modules: walk.modules,
        })
    }

    /// The paths, without `.rs`, of the files that hold this file's modules; a module may as well
    /// lie in `mod.rs` in a folder of that path.
    pub(crate) fn module_stems(&self) -> impl Iterator<Item = String> {
        self.modules.iter().map(|module| self.stem(module))
    }

    /// The same, of the modules that are declared for tests only.
    pub(crate) fn test_module_stems(&self) -> impl Iterator<Item = String> {
        let for_tests = self.modules.iter().filter(|module| module.for_tests);
        for_tests.map(|module| self.stem(module))
    }

    fn stem(&self, module: &Module) -> String {
        let own = self.path.trim_end_matches(".rs");
        let folder = match own.rsplit_once('/') {
            Some((parent, "mod" | "lib" | "main")) => parent,
            Some((parent, _)) if parent.ends_with("/tests") => parent,
            _ => own,
        };
        format!("{folder}/{}", module.name)
    }
}

/// Whether an item is compiled for tests only.
pub(super) fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        syn::Meta::NameValue(_) => false,
    })
}

#[derive(Default)]
struct Walk {
    functions: Vec<Function>,
    paths: Vec<(usize, String)>,
    modules: Vec<Module>,
}

impl Walk {
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.span().start().line;
        let last = block.span().end().line;
        self.functions.push(Function {
            name: signature.ident.to_string(),
            line: first,
            line_count: last - first + 1,
        });
    }

    fn path(&mut self, span: Span, path: String) {
        self.paths.push((span.start().line, path));
    }

    /// Writes out `a::{b, c as d}` as `a::b` and `a::c`.
    fn imports(&mut self, prefix: &str, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                self.imports(&format!("{prefix}{}::", path.ident), &path.tree);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.imports(prefix, tree);
                }
            }
            syn::UseTree::Name(name) => self.path(name.span(), format!("{prefix}{}", name.ident)),
            syn::UseTree::Rename(name) => self.path(name.span(), format!("{prefix}{}", name.ident)),
            syn::UseTree::Glob(glob) => self.path(glob.span(), format!("{prefix}*")),
        }
    }

    /// Finds `a::b::c` among the words of a macro's call.
    fn words(&mut self, tokens: TokenStream) {
        let mut current: Option<(Span, String)> = None;
        let mut colon_count = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) => {
                    current = match current.take() {
                        Some((span, path)) if colon_count == 2 => {
                            Some((span, format!("{path}::{word}")))
                        }
                        other => {
                            self.finish(other);
                            Some((word.span(), word.to_string()))
                        }
                    };
                    colon_count = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colon_count += 1,
                TokenTree::Group(group) => {
                    self.finish(current.take());
                    self.words(group.stream());
                }
                _ => self.finish(current.take()),
            }
        }
        self.finish(current);
    }

    fn finish(&mut self, path: Option<(Span, String)>) {
        if let Some((span, path)) = path {
            self.path(span, path);
        }
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if is_for_tests(&item.attrs) {
            return;
        }
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if is_for_tests(&item.attrs) {
            return;
        }
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let for_tests = is_for_tests(&item.attrs);
        if item.content.is_none() {
            let name = item.ident.to_string();
            self.modules.push(Module { name, for_tests });
        } else if !for_tests {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_for_tests(&item.attrs) {
            self.imports("", &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let words: Vec<String> = path
            .segments
            .iter()
            .map(|part| part.ident.to_string())
            .collect();
        self.path(path.span(), words.join("::"));
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        // The words of a doc comment are prose; those of a lint attribute are names.
        if let syn::Meta::List(list) = &attribute.meta {
            self.path(attribute.span(), list.tokens.to_string());
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.words(call.tokens.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let source = Source::parse("a.rs", text).unwrap();
        source.paths.into_iter().map(|(_, path)| path).collect()
    }

    #[test]
    fn functions_are_measured_and_tests_are_not() {
        let text = "/// Doc.\nfn a() {\n    b();\n}\n\n#[cfg(test)]\nmod tests {\n    fn c() {}\n}\n\
                    #[test]\nfn d() {}\nimpl S {\n    fn e(&self) {}\n}\n";
        let source = Source::parse("a.rs", text).unwrap();
        let found: Vec<_> = source
            .functions
            .iter()
            .map(|f| (f.name.as_str(), f.line, f.line_count))
            .collect();
        assert_eq!(found, [("a", 2, 3), ("e", 13, 1)]);
    }

    #[test]
    fn imports_are_written_out() {
        assert_eq!(
            paths("use std::{fs, io::{self, Read as R}, net::*};"),
            ["std::fs", "std::io::self", "std::io::Read", "std::net::*"]
        );
    }

    #[test]
    fn paths_are_found_inside_calls_of_macros() {
        let found = paths("fn f() { vec![g(std::fs::read(x)), a::b]; }");
        for path in ["vec", "g", "std::fs::read", "a::b"] {
            assert!(found.iter().any(|name| name == path), "{path} in {found:?}");
        }
    }

    #[test]
    fn what_is_no_rust_is_refused_with_its_line() {
        assert_eq!(
            Source::parse("a.rs", "\nfn (").err().map(|(line, _)| line),
            Some(2)
        );
    }
}
