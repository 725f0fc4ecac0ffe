//! Which public items of a file have no doc comment.
//!
//! Responsible for walking items, fields, variants and methods. It asks for more than the
//! compiler's own lint, which looks only at what other crates can reach, and for less: a module
//! with a file of its own is documented by the first lines of that file.

use syn::{Attribute, Fields, Ident, ImplItem, Item, TraitItem, Visibility};

use super::source::is_for_tests;

/// The line and name of every undocumented item that is `pub`, in the order of the text.
pub(super) fn undocumented(file: &syn::File) -> Vec<(usize, String)> {
    let mut missing = Missing::default();
    missing.items(&file.items);
    missing.found
}

#[derive(Default)]
struct Missing {
    found: Vec<(usize, String)>,
}

impl Missing {
    fn ask(&mut self, attributes: &[Attribute], name: &Ident) {
        let documented = attributes
            .iter()
            .any(|attribute| attribute.path().is_ident("doc"));
        if !documented && !is_for_tests(attributes) {
            self.found
                .push((name.span().start().line, name.to_string()));
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Impl(item) if item.trait_.is_none() => self.methods(item),
            Item::Mod(item) if !is_for_tests(&item.attrs) => {
                if let Some((_, items)) = &item.content {
                    self.items(items);
                }
            }
            _ => {}
        }
        let Some((visibility, attributes, name)) = head(item) else {
            return;
        };
        if !is_public(visibility) {
            return;
        }
        self.ask(attributes, name);
        match item {
            Item::Struct(item) => self.fields(&item.fields),
            Item::Trait(item) => self.members(&item.items),
            Item::Enum(item) => {
                for variant in &item.variants {
                    self.ask(&variant.attrs, &variant.ident);
                }
            }
            _ => {}
        }
    }

    fn fields(&mut self, fields: &Fields) {
        for field in fields {
            if let Some(name) = &field.ident
                && is_public(&field.vis)
            {
                self.ask(&field.attrs, name);
            }
        }
    }

    fn members(&mut self, items: &[TraitItem]) {
        for item in items {
            match item {
                TraitItem::Fn(item) => self.ask(&item.attrs, &item.sig.ident),
                TraitItem::Const(item) => self.ask(&item.attrs, &item.ident),
                TraitItem::Type(item) => self.ask(&item.attrs, &item.ident),
                _ => {}
            }
        }
    }

    fn methods(&mut self, item: &syn::ItemImpl) {
        if is_for_tests(&item.attrs) {
            return;
        }
        for item in &item.items {
            match item {
                ImplItem::Fn(item) if is_public(&item.vis) => {
                    self.ask(&item.attrs, &item.sig.ident);
                }
                ImplItem::Const(item) if is_public(&item.vis) => self.ask(&item.attrs, &item.ident),
                _ => {}
            }
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The visibility, attributes and name of an item that can be public and can bear a comment.
fn head(item: &Item) -> Option<(&Visibility, &[Attribute], &Ident)> {
    Some(match item {
        Item::Const(item) => (&item.vis, &item.attrs, &item.ident),
        Item::Enum(item) => (&item.vis, &item.attrs, &item.ident),
        Item::Fn(item) => (&item.vis, &item.attrs, &item.sig.ident),
        Item::Mod(item) if item.content.is_some() => (&item.vis, &item.attrs, &item.ident),
        Item::Static(item) => (&item.vis, &item.attrs, &item.ident),
        Item::Struct(item) => (&item.vis, &item.attrs, &item.ident),
        Item::Trait(item) => (&item.vis, &item.attrs, &item.ident),
        Item::Type(item) => (&item.vis, &item.attrs, &item.ident),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let file = syn::parse_file(text).unwrap();
        let found: Vec<String> = undocumented(&file).into_iter().map(|(_, n)| n).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn public_items_fields_variants_and_methods_are_asked() {
        check("pub fn a() {}", &["a"]);
        check("/// Doc.\npub fn a() {}", &[]);
        check("pub(crate) fn a() {}", &[]);
        check("/// Doc.\npub struct S { pub f: u8, g: u8 }", &["f"]);
        check("/// Doc.\npub enum E { A, /** Doc. */ B }", &["A"]);
        check(
            "struct S;\nimpl S { pub fn m(&self) {} fn n(&self) {} }",
            &["m"],
        );
        check("/// Doc.\npub trait T { fn m(&self); }", &["m"]);
        check("impl T for S { fn m(&self) {} }", &[]);
    }

    #[test]
    fn modules_with_a_file_and_tests_are_not_asked() {
        check("pub mod a;", &[]);
        check("#[cfg(test)]\nmod tests { pub fn a() {} }", &[]);
    }
}
