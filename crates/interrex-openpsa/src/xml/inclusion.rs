//! Inclusions: which file one names, and what is wrong with one.
//!
//! Both `<include file="..."/>` of the format and `XInclude` are read. Files are asked for by name:
//! relative names are joined to the folder of the file that includes, or to that of `xml:base`.

use interrex_diag::{Diagnostic, SourceId, Span};
use roxmltree::{Attribute, Node};

use super::load::name_span;
use super::reference::{NoFile, file_of};

const XINCLUDE: &str = "http://www.w3.org/2001/XInclude";

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// What is advised where an inclusion holds anything.
const INCLUSION_IS_EMPTY: &str =
    "an inclusion stands for its file alone: write what is to be read beside it before or after it";

/// Whether an element is an inclusion, of the format itself or of `XInclude`.
pub(super) fn is_one(node: &Node<'_, '_>, is_foreign: bool) -> bool {
    let (name, namespace) = (node.tag_name().name(), node.tag_name().namespace());
    name == "include" && (namespace == Some(XINCLUDE) || !is_foreign)
}

/// The attribute in which an inclusion names its file.
fn file_key(node: &Node<'_, '_>) -> &'static str {
    match node.tag_name().namespace() {
        Some(XINCLUDE) => "href",
        _ => "file",
    }
}

/// Whether an element is what `XInclude` reads where a file cannot be read.
pub(super) fn is_fallback(node: &Node<'_, '_>) -> bool {
    node.has_tag_name((XINCLUDE, "fallback"))
}

/// What an inclusion asks for.
pub(super) struct Wanted<'d> {
    /// The name of the file.
    pub(super) name: String,
    /// Whether it is a file of this machine, and not something of the net.
    pub(super) is_here: bool,
    /// Where it stands.
    pub(super) span: Span,
    /// The name of the root, `*` for any, where the content of that is asked for and not itself.
    pub(super) content_of: Option<&'d str>,
}

/// What an inclusion asks for.
///
/// # Errors
///
/// Everything that is wrong with its attributes.
pub(super) fn wanted<'d>(
    node: &Node<'d, '_>,
    includer: &str,
    source: SourceId,
) -> Result<Wanted<'d>, Vec<Diagnostic>> {
    let key = file_key(node);
    let Some(file) = node.attribute_node(key) else {
        return Err(vec![without_file(key, name_span(node, source))]);
    };
    let own = node.attributes().filter(|one| one.namespace().is_none());
    let faults = own.filter_map(|one| refused(key, &one, source));
    let faults: Vec<Diagnostic> = faults.collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let name = (|| {
        let base = base(node, includer, source)?;
        let file = match key {
            "href" => named(&file, source)?,
            _ => Some(file.value().to_owned()),
        };
        Ok(base.zip(file).map(|(base, file)| joined(&base, &file)))
    })();
    let name: Option<String> = name.map_err(|fault| vec![fault])?;
    Ok(Wanted {
        is_here: name.is_some(),
        name: name.unwrap_or_else(|| file.value().to_owned()),
        span: Span::new(source, file.range()),
        content_of: node.attribute("xpointer").and_then(content_of),
    })
}

/// The root whose content a pointer asks for: `xpointer(/opsa-mef/*)`, the only form that is read.
fn content_of(pointer: &str) -> Option<&str> {
    let path = pointer.trim().strip_prefix("xpointer(/")?;
    let root = path.strip_suffix("/*)")?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (root == "*" || (!root.is_empty() && root.chars().all(is_name))).then_some(root)
}

/// What is wrong with an attribute of an inclusion that names its file by `key`.
fn refused(key: &str, attribute: &Attribute<'_, '_>, source: SourceId) -> Option<Diagnostic> {
    let (name, value) = (attribute.name(), attribute.value());
    let is_xinclude = key == "href";
    let (fault, advice) = match name {
        _ if name == key => return None,
        "parse" if is_xinclude && value == "xml" => return None,
        "parse" if is_xinclude => {
            let message = format!("an inclusion with `parse=\"{value}\"` is not supported");
            let fault = Diagnostic::error("not-supported", message);
            (fault, "write the text into the model".to_owned())
        }
        "xpointer" if is_xinclude && content_of(value).is_some() => return None,
        "xpointer" if is_xinclude => {
            let message = "an inclusion of a part of a file is not supported";
            let fault = Diagnostic::error("not-supported", message);
            let advice = "put the part into a file of its own, or ask for all that a root holds: \
                          `xpointer(/opsa-mef/*)`";
            (fault, advice.to_owned())
        }
        _ => {
            let message =
                format!("`include` has an attribute `{name}`, which the format does not give it");
            let fault = Diagnostic::error("unexpected-attribute", message);
            (fault, format!("it takes `{key}`"))
        }
    };
    let span = Span::new(source, attribute.range());
    Some(fault.at(span, "not understood").help(advice))
}

/// The name from whose folder the names within an element count; nothing where they are those of files
/// elsewhere.
fn base(
    node: &Node<'_, '_>,
    includer: &str,
    source: SourceId,
) -> Result<Option<String>, Diagnostic> {
    let bases = node.ancestors();
    let bases = bases.filter_map(|one| one.attribute_node((XML, "base")));
    let bases: Vec<_> = bases.collect();
    let mut outward = bases.iter().rev();
    outward.try_fold(Some(includer.to_owned()), |base, next| {
        let next = named(next, source)?;
        Ok(base.zip(next).map(|(base, next)| {
            let is_folder = matches!(next.rsplit('/').next(), Some("." | ".."));
            joined(
                &base,
                &format!("{next}{}", if is_folder { "/" } else { "" }),
            )
        }))
    })
}

/// The name of the file in an attribute of `XInclude` or of `xml:base`; nothing where it is one elsewhere.
fn named(attribute: &Attribute<'_, '_>, source: SourceId) -> Result<Option<String>, Diagnostic> {
    let reference = attribute.value();
    match file_of(reference) {
        Ok(file) => Ok(Some(file)),
        Err(NoFile::Elsewhere) => Ok(None),
        Err(NoFile::Part) => {
            let message = format!("`{reference}` names a part of a file, which is not supported");
            let span = Span::new(source, attribute.range());
            let fault = Diagnostic::error("not-supported", message).at(span, "not included");
            Err(fault.help(
                "leave out what begins with `#` or `?`; in the name of a file these are `%23` and `%3F`",
            ))
        }
    }
}

/// The name of a file, relative to the folder of the one that includes it.
fn joined(includer: &str, file: &str) -> String {
    let absolute = file.starts_with(['/', '\\']) || file.get(1..2) == Some(":");
    let mut parts: Vec<&str> = Vec::new();
    let folder = includer
        .rfind(['/', '\\'])
        .and_then(|end| includer.get(..end));
    if let Some(folder) = folder.filter(|_| !absolute) {
        parts.extend(folder.split(['/', '\\']));
    }
    for part in file.split(['/', '\\']) {
        match part {
            "." => {}
            ".." if parts
                .last()
                .is_some_and(|last| !last.is_empty() && *last != "..") =>
            {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// What is said where a file does not have the root that an inclusion asks for.
pub(super) fn no_such_part(wanted: &Wanted<'_>, root: &str) -> Diagnostic {
    let message = format!(
        "the file `{}` has a root `{root}`, and what the inclusion asks for is in another",
        wanted.name
    );
    Diagnostic::error("inclusion-not-read", message)
        .at(wanted.span, "included here")
        .help(format!("write `xpointer=\"xpointer(/{root}/*)\"`"))
}

/// What is said of an element in an inclusion.
pub(super) fn content(node: &Node<'_, '_>, source: SourceId) -> Diagnostic {
    let message = format!(
        "`{}` stands in an inclusion, where the format does not allow it",
        node.tag_name().name()
    );
    let fault = Diagnostic::error("unexpected-element", message);
    let fault = fault.at(name_span(node, source), "not understood");
    fault.help(INCLUSION_IS_EMPTY)
}

/// What is said of text in an inclusion.
pub(super) fn text(span: Span) -> Diagnostic {
    let message = "text in an inclusion, where none is expected";
    let fault = Diagnostic::error("unexpected-text", message);
    fault.at(span, "not understood").help(INCLUSION_IS_EMPTY)
}

fn without_file(key: &str, span: Span) -> Diagnostic {
    let message = format!("`include` has no attribute `{key}`, expected one");
    Diagnostic::error("missing-attribute", message)
        .at(span, "")
        .help(format!("write `{key}=\"...\"` into its tag"))
}

pub(super) fn second_fallback(span: Span) -> Diagnostic {
    Diagnostic::error(
        "wrong-count",
        "an inclusion has a second fallback, expected one",
    )
    .at(span, "one too many")
    .help("put both into one")
}

/// What is told where a fallback is read, so that nobody takes the answer for that of the whole model.
pub(super) fn replaced(wanted: &Wanted<'_>, reason: &str) -> Diagnostic {
    let message = format!(
        "the file `{}` cannot be included, and its fallback is read instead: {reason}",
        wanted.name
    );
    Diagnostic::warning("inclusion-not-read", message)
        .at(wanted.span, "included here")
        .help("names of files count from the folder of the file that includes them")
}

pub(super) fn unreadable(wanted: &Wanted<'_>, reason: &str) -> Diagnostic {
    let message = format!("the file `{}` cannot be included: {reason}", wanted.name);
    Diagnostic::error("inclusion-not-read", message)
        .at(wanted.span, "included here")
        .help("names of files count from the folder of the file that includes them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined() {
        assert_eq!(joined("a/b.xml", "c.xml"), "a/c.xml");
        assert_eq!(joined("b.xml", "./c.xml"), "c.xml");
        assert_eq!(joined("a/x/b.xml", "../c.xml"), "a/c.xml");
        assert_eq!(joined("b.xml", "../c.xml"), "../c.xml");
        assert_eq!(joined("../b.xml", "../c.xml"), "../../c.xml");
        assert_eq!(joined("a/b.xml", "/c.xml"), "/c.xml");
        assert_eq!(joined("/b.xml", "c.xml"), "/c.xml");
        assert_eq!(joined("/b.xml", "../c.xml"), "/../c.xml");
    }
}
