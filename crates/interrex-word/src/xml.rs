//! Writing XML: elements that are closed in the order in which they were opened, text that is never markup.

/// A part in the making.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

/// An attribute.
pub(crate) type Attribute<'a> = (&'static str, &'a str);

impl Xml {
    /// Begins a part with what opens every XML file.
    pub(crate) fn part() -> Self {
        Self {
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(tag, attributes);
        self.text.push('>');
        self.open.push(tag);
    }

    /// Closes the element that was opened last.
    pub(crate) fn close(&mut self) {
        if let Some(tag) = self.open.pop() {
            self.text.push_str("</");
            self.text.push_str(tag);
            self.text.push('>');
        }
    }

    /// An element with nothing in it.
    pub(crate) fn leaf(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(tag, attributes);
        self.text.push_str("/>");
    }

    /// An element with nothing in it and the one attribute that most elements of Word have.
    pub(crate) fn val(&mut self, tag: &'static str, value: &str) {
        self.leaf(tag, &[("w:val", value)]);
    }

    /// An element with text in it.
    pub(crate) fn element(&mut self, tag: &'static str, attributes: &[Attribute<'_>], words: &str) {
        self.open(tag, attributes);
        self.words(words);
        self.close();
    }

    /// Text.
    pub(crate) fn words(&mut self, words: &str) {
        escape(&mut self.text, words);
    }

    /// Text that is XML already.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.text.push_str(xml);
    }

    /// The finished text; what is still open is closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn tag(&mut self, tag: &str, attributes: &[Attribute<'_>]) {
        self.text.push('<');
        self.text.push_str(tag);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            escape(&mut self.text, value);
            self.text.push('"');
        }
    }
}

/// Appends text with what XML would read as markup written otherwise; letters that XML has no place for become blanks.
fn escape(into: &mut String, words: &str) {
    for letter in words.chars() {
        match letter {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\t' | '\n' => into.push(letter),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                into.push(' ');
            }
            letter => into.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup_and_elements_are_closed() {
        let mut xml = Xml::default();
        xml.open("a", &[("b", "\"&")]);
        xml.open("c", &[]);
        xml.words("<d>\u{7}\u{ffff}");
        xml.val("e", "1");
        assert_eq!(
            xml.finish(),
            "<a b=\"&quot;&amp;\"><c>&lt;d&gt;  <e w:val=\"1\"/></c></a>"
        );
    }
}
