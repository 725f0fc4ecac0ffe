//! A recursive-descent parser: `or` binds loosest, then `and`, then `not`.

use std::ops::Range;

use super::lex::{Token, TokenKind, tokens};
use super::{Ast, AstKind, DEPTH_MAX, Malformed, Word};

/// Words that join expressions and so are no part of a name or predicate.
const KEYWORDS: [&str; 3] = ["and", "or", "not"];

/// Parses a whole string.
pub(crate) fn parse(text: &str) -> Result<Ast, Malformed> {
    let tokens = tokens(text)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
        end: text.trim_end().len(),
    };
    let ast = parser.or()?;
    match parser.next_token() {
        None => Ok(ast),
        Some(token) => Err(parser.left_over(&token)),
    }
}

struct Parser<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
    depth: usize,
    /// Where the text ends, for what is missing there.
    end: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<TokenKind<'t>> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn peek_after(&self, count: usize) -> Option<TokenKind<'t>> {
        self.tokens.get(self.at + count).map(|token| token.kind)
    }

    fn next_token(&mut self) -> Option<Token<'t>> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// The place of the token that comes next, or the end of the text.
    fn here(&self) -> Range<usize> {
        self.tokens
            .get(self.at)
            .map_or(self.end..self.end, |token| token.range.clone())
    }

    fn or(&mut self) -> Result<Ast, Malformed> {
        self.chain("or", AstKind::Or, Self::and)
    }

    fn and(&mut self) -> Result<Ast, Malformed> {
        self.chain("and", AstKind::And, Self::not)
    }

    fn chain(
        &mut self,
        word: &str,
        join: fn(Vec<Ast>) -> AstKind,
        part: fn(&mut Self) -> Result<Ast, Malformed>,
    ) -> Result<Ast, Malformed> {
        let first = part(self)?;
        if self.peek() != Some(TokenKind::Word(word)) {
            return Ok(first);
        }
        let start = first.range.start;
        let mut parts = vec![first];
        while self.peek() == Some(TokenKind::Word(word)) {
            self.at += 1;
            parts.push(part(self)?);
        }
        let end = parts.last().map_or(start, |last| last.range.end);
        Ok(Ast {
            kind: join(parts),
            range: start..end,
        })
    }

    fn not(&mut self) -> Result<Ast, Malformed> {
        if self.peek() != Some(TokenKind::Word("not")) {
            return self.atom();
        }
        let start = self.here().start;
        self.deeper()?;
        self.at += 1;
        let inner = self.not()?;
        self.depth -= 1;
        let range = start..inner.range.end;
        Ok(Ast {
            kind: AstKind::Not(Box::new(inner)),
            range,
        })
    }

    fn deeper(&mut self) -> Result<(), Malformed> {
        self.depth += 1;
        if self.depth <= DEPTH_MAX {
            return Ok(());
        }
        Err(Malformed {
            code: "nesting-too-deep",
            message: format!("the expression nests more than {DEPTH_MAX} levels deep"),
            label: "one level too many",
            help: "say part of it in a `function` or `decision` and use that name here".into(),
            range: self.here(),
        })
    }

    fn atom(&mut self) -> Result<Ast, Malformed> {
        match self.peek() {
            Some(TokenKind::Open) => self.parenthesis(),
            Some(TokenKind::Word("at")) if self.peek_after(1) == Some(TokenKind::Word("least")) => {
                self.at_least()
            }
            Some(TokenKind::Word(word)) if !KEYWORDS.contains(&word) => self.name_or_call(),
            _ => Err(self.expected_expression()),
        }
    }

    fn parenthesis(&mut self) -> Result<Ast, Malformed> {
        self.deeper()?;
        let open = self.here();
        self.at += 1;
        let inner = self.or()?;
        let close = self.close(&open)?;
        self.depth -= 1;
        Ok(Ast {
            kind: inner.kind,
            range: open.start..close.end,
        })
    }

    fn close(&mut self, open: &Range<usize>) -> Result<Range<usize>, Malformed> {
        let here = self.here();
        match self.peek() {
            Some(TokenKind::Close) => {
                self.at += 1;
                Ok(here)
            }
            None => Err(unclosed(open)),
            Some(TokenKind::Word(_) | TokenKind::Open) => Err(self.expected_operator()),
            Some(TokenKind::Comma) => Err(Malformed {
                code: "expected-operator",
                message: "a comma stands between expressions, expected `and` or `or`".into(),
                label: "only items of `at least` and of predicates are separated so",
                help: "write `and` or `or`, or `at least K of (...)`".into(),
                range: here,
            }),
        }
    }

    fn at_least(&mut self) -> Result<Ast, Malformed> {
        let start = self.here().start;
        self.deeper()?;
        self.at += 2;
        let (count, counted) = self.count()?;
        let open = self.here();
        if self.peek() != Some(TokenKind::Open) {
            return Err(expected_list(open));
        }
        self.at += 1;
        let mut items = vec![self.or()?];
        while self.peek() == Some(TokenKind::Comma) {
            self.at += 1;
            items.push(self.or()?);
        }
        let close = self.close(&open)?;
        self.depth -= 1;
        check_count(count, items.len(), counted)?;
        Ok(Ast {
            kind: AstKind::AtLeast(count, items),
            range: start..close.end,
        })
    }

    /// `K of`, with the place of K.
    fn count(&mut self) -> Result<(u32, Range<usize>), Malformed> {
        let place = self.here();
        let count = match self.peek() {
            Some(TokenKind::Word(word)) => word.parse().ok(),
            _ => None,
        };
        let Some(count) = count else {
            return Err(expected_count(place));
        };
        self.at += 1;
        if self.peek() != Some(TokenKind::Word("of")) {
            return Err(expected_list(self.here()));
        }
        self.at += 1;
        Ok((count, place))
    }

    /// One word is a name; words before a parenthesis are a predicate.
    fn name_or_call(&mut self) -> Result<Ast, Malformed> {
        let (words, range) = self.words();
        if self.peek() == Some(TokenKind::Open) {
            return self.call(words.join(" "), range);
        }
        let [only] = words.as_slice() else {
            self.at -= words.len() - 1;
            return Err(self.expected_operator());
        };
        let kind = match *only {
            "true" => AstKind::Constant(true),
            "false" => AstKind::Constant(false),
            name => AstKind::Name(name.to_owned()),
        };
        Ok(Ast { kind, range })
    }

    /// The words up to a keyword or anything else, with their place.
    fn words(&mut self) -> (Vec<&'t str>, Range<usize>) {
        let mut range = self.here();
        let mut words = Vec::new();
        while let Some(TokenKind::Word(word)) = self.peek() {
            if KEYWORDS.contains(&word) {
                break;
            }
            range.end = self.here().end;
            words.push(word);
            self.at += 1;
        }
        (words, range)
    }

    fn call(&mut self, predicate: String, words: Range<usize>) -> Result<Ast, Malformed> {
        let open = self.here();
        self.at += 1;
        let mut arguments = Vec::new();
        if self.peek() != Some(TokenKind::Close) {
            loop {
                arguments.push(self.argument(&open)?);
                if self.peek() != Some(TokenKind::Comma) {
                    break;
                }
                self.at += 1;
            }
        }
        let close = self.here();
        if self.peek() != Some(TokenKind::Close) {
            return Err(self.in_argument(&open));
        }
        self.at += 1;
        let range = words.start..close.end;
        Ok(Ast {
            kind: AstKind::Call(predicate, words, arguments),
            range,
        })
    }

    /// A name; the words of a step or kind of decision may be several.
    fn argument(&mut self, open: &Range<usize>) -> Result<Word, Malformed> {
        let (words, range) = self.words();
        if words.is_empty() {
            return Err(self.in_argument(open));
        }
        Ok(Word {
            text: words.join(" "),
            range,
        })
    }

    fn in_argument(&self, open: &Range<usize>) -> Malformed {
        if self.peek().is_none() {
            return unclosed(open);
        }
        Malformed {
            code: "expected-name",
            message: "a predicate takes names, separated by commas".into(),
            label: "expected a name, a comma or `)`",
            help: "join predicates with `and`, `or` and `not` outside of their parentheses".into(),
            range: self.here(),
        }
    }

    fn expected_expression(&self) -> Malformed {
        let after = match self.at.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            Some(Token {
                kind: TokenKind::Word(word),
                ..
            }) => format!(" after `{word}`"),
            _ => String::new(),
        };
        Malformed {
            code: "expected-expression",
            message: format!("an expression is missing{after}, expected a name or a predicate"),
            label: "expected here",
            help: "write a declared name, or a predicate such as `in contact (a, b)`".into(),
            range: self.here(),
        }
    }

    fn expected_operator(&self) -> Malformed {
        Malformed {
            code: "expected-operator",
            message: "two expressions stand side by side, expected `and` or `or` between them"
                .into(),
            label: "the second begins here",
            help: "write `and` or `or` before it; names hold no spaces".into(),
            range: self.here(),
        }
    }

    fn left_over(&mut self, token: &Token<'_>) -> Malformed {
        self.at -= 1;
        match token.kind {
            TokenKind::Close => Malformed {
                code: "unopened-parenthesis",
                message: "a parenthesis closes that was not opened".into(),
                label: "nothing to close",
                help: "remove it, or open it before".into(),
                range: token.range.clone(),
            },
            TokenKind::Comma => Malformed {
                code: "expected-operator",
                message: "a comma stands between expressions, expected `and` or `or`".into(),
                label: "only items of `at least` and of predicates are separated so",
                help: "write `and` or `or`, or `at least K of (...)`".into(),
                range: token.range.clone(),
            },
            _ => self.expected_operator(),
        }
    }
}

fn unclosed(open: &Range<usize>) -> Malformed {
    Malformed {
        code: "unclosed-parenthesis",
        message: "a parenthesis is not closed".into(),
        label: "opened here",
        help: "close it with `)`".into(),
        range: open.clone(),
    }
}

fn expected_count(range: Range<usize>) -> Malformed {
    Malformed {
        code: "expected-count",
        message: "`at least` has no whole number after it".into(),
        label: "expected a whole number",
        help: "write `at least 2 of (x, y, z)`".into(),
        range,
    }
}

fn expected_list(range: Range<usize>) -> Malformed {
    Malformed {
        code: "expected-list",
        message: "`at least` has no list after its number".into(),
        label: "expected `of (x, y, ...)`",
        help: "write `at least 2 of (x, y, z)`".into(),
        range,
    }
}

fn check_count(count: u32, items: usize, range: Range<usize>) -> Result<(), Malformed> {
    let many = crate::words::count(items, "item", "items");
    let (code, message) = if count == 0 {
        (
            "at-least-zero",
            format!("at least 0 of {many} always holds, expected a number from 1 on"),
        )
    } else if count as usize > items {
        (
            "at-least-too-many",
            format!("at least {count} of {many} never holds, expected at most {items}"),
        )
    } else {
        return Ok(());
    };
    let help = match items {
        1 => "write the item alone".to_owned(),
        _ => format!("write a number from 1 to {items}"),
    };
    Err(Malformed {
        code,
        message,
        label: "this number",
        help,
        range,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a tree with all of its parentheses.
    fn show(ast: &Ast) -> String {
        let list =
            |items: &[Ast], join: &str| items.iter().map(show).collect::<Vec<_>>().join(join);
        match &ast.kind {
            AstKind::Constant(value) => value.to_string(),
            AstKind::Not(inner) => format!("!{}", show(inner)),
            AstKind::And(items) => format!("({})", list(items, " & ")),
            AstKind::Or(items) => format!("({})", list(items, " | ")),
            AstKind::AtLeast(count, items) => format!("{count}[{}]", list(items, ", ")),
            AstKind::Name(name) => name.clone(),
            AstKind::Call(predicate, _, arguments) => {
                let arguments: Vec<&str> =
                    arguments.iter().map(|word| word.text.as_str()).collect();
                format!("{predicate}({})", arguments.join(", "))
            }
        }
    }

    fn check(text: &str, expect: &str) {
        let found = match parse(text) {
            Ok(ast) => show(&ast),
            Err(fault) => format!("{} at {:?}", fault.code, fault.range),
        };
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn operators_bind_as_in_speech() {
        check("a", "a");
        check("a or b and not c", "(a | (b & !c))");
        check("(a or b) and c", "((a | b) & c)");
        check("a and b and c or d or e", "((a & b & c) | d | e)");
        check("not not a", "!!a");
        check("not (a or true) and false", "(!(a | true) & false)");
        check("at least 2 of (a, b and c, not d)", "2[a, (b & c), !d]");
        check(
            "not at least 1 of (at least 2 of (a, b), c)",
            "!1[2[a, b], c]",
        );
    }

    #[test]
    fn predicates_may_have_spaces() {
        check(
            "in contact (lviv, place.kyiv)",
            "in contact(lviv, place.kyiv)",
        );
        check(
            "in contact(lviv, kyiv) and a",
            "(in contact(lviv, kyiv) & a)",
        );
        check("not can act (rada, impeach)", "!can act(rada, impeach)");
        check(
            "refuses(president.line.take the oath)",
            "refuses(president.line.take the oath)",
        );
        check("lost(register/main)", "lost(register/main)");
        check("f()", "f()");
        check("at", "at");
        check("at (least)", "at(least)");
    }

    #[test]
    fn faults_point_at_the_word() {
        check("", "expected-expression at 0..0");
        check("  ", "expected-expression at 0..0");
        check("a and", "expected-expression at 5..5");
        check("a and or b", "expected-expression at 6..8");
        check("(a or b", "unclosed-parenthesis at 0..1");
        check("a)", "unopened-parenthesis at 1..2");
        check("a b", "expected-operator at 2..3");
        check("a b c", "expected-operator at 2..3");
        check("(a) b", "expected-operator at 4..5");
        check("(a b)", "expected-operator at 3..4");
        check("a, b", "expected-operator at 1..2");
        check("(a, b)", "expected-operator at 2..3");
        check("a & b", "unexpected-character at 2..3");
        check("é and ↯", "unexpected-character at 7..10");
        check("at least of (a)", "expected-count at 9..11");
        check("at least 2 (a, b)", "expected-list at 11..12");
        check("at least 2 of a", "expected-list at 14..15");
        check("at least 3 of (a, b)", "at-least-too-many at 9..10");
        check("at least 0 of (a, b)", "at-least-zero at 9..10");
        check("at least 99999999999 of (a)", "expected-count at 9..20");
        check("fit (a", "unclosed-parenthesis at 4..5");
        check("fit (a and b)", "expected-name at 7..10");
        check("fit ((a))", "expected-name at 5..6");
        check("fit (a,)", "expected-name at 7..8");
    }

    #[test]
    fn hostile_nesting_is_a_fault() {
        for hostile in ["(", "not ", "at least 1 of ("] {
            let text = format!("{}a", hostile.repeat(100_000));
            assert_eq!(parse(&text).expect_err(hostile).code, "nesting-too-deep");
        }
        let flat = vec!["a"; 100_000].join(" and ");
        assert!(parse(&flat).is_ok());
        let deepest = format!("{}a{}", "(".repeat(DEPTH_MAX), ")".repeat(DEPTH_MAX));
        assert!(parse(&deepest).is_ok());
    }

    #[test]
    fn a_character_of_another_language_is_translated() {
        let cases = [
            ("a & b", "write `and`"),
            ("a | b", "write `or`"),
            ("!a", "write `not`"),
            ("~a", "write `not`"),
            ("[a]", "write round parentheses"),
            ("a or {b}", "write round parentheses"),
            ("fit (a; b)", "write a comma between items"),
            ("fit (a: b)", "write a comma between items"),
        ];
        for (text, expect) in cases {
            assert_eq!(parse(text).expect_err(text).help, expect, "{text}");
        }
    }

    #[test]
    fn what_stands_side_by_side_does_not_nest() {
        for part in ["(a)", "not a", "at least 1 of (a)", "fit (a)"] {
            let text = vec![part; 3 * DEPTH_MAX].join(" and ");
            assert!(parse(&text).is_ok(), "{part}");
        }
    }
}
