//! Which key in which token is meant: the URIs of [RFC 7512](https://www.rfc-editor.org/rfc/rfc7512).
//!
//! Responsible for their text. A PIN in one is refused: it would stand in the history of a shell.

/// A key in a token; what is not written may be anything.
#[derive(Default, PartialEq, Eq, Debug)]
pub(super) struct Address {
    /// The file of the module that knows the token.
    pub(super) module: Option<String>,
    /// The label of the token.
    pub(super) token: Option<String>,
    /// Who made the token.
    pub(super) manufacturer: Option<String>,
    /// The model of the token.
    pub(super) model: Option<String>,
    /// The serial number of the token.
    pub(super) serial: Option<String>,
    /// The label of the key.
    pub(super) object: Option<String>,
    /// The identifier of the key.
    pub(super) id: Option<Vec<u8>>,
}

impl Address {
    pub(super) fn parse(uri: &str) -> Result<Self, String> {
        let rest = uri
            .strip_prefix("pkcs11:")
            .ok_or("expected a URI that begins with `pkcs11:`")?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut address = Self::default();
        for part in path.split(';').filter(|part| !part.is_empty()) {
            address.set_in_path(part)?;
        }
        for part in query.split('&').filter(|part| !part.is_empty()) {
            address.set_in_query(part)?;
        }
        Ok(address)
    }

    fn set_in_path(&mut self, part: &str) -> Result<(), String> {
        let (name, value) = split(part)?;
        let place = match name {
            "token" => &mut self.token,
            "manufacturer" => &mut self.manufacturer,
            "model" => &mut self.model,
            "serial" => &mut self.serial,
            "object" => &mut self.object,
            "id" => return set(&mut self.id, part, decoded(value)?),
            "type" if matches!(value, "private" | "public") => return Ok(()),
            _ => return Err(format!("`{part}` is not understood in a token's URI")),
        };
        set(place, part, decoded_text(value)?)
    }

    fn set_in_query(&mut self, part: &str) -> Result<(), String> {
        let (name, value) = split(part)?;
        match name {
            "module-path" => set(&mut self.module, part, decoded_text(value)?),
            "pin-value" | "pin-source" => Err(
                "a PIN does not belong into a URI, where others can read it: leave it out, it is \
                 asked for"
                    .to_owned(),
            ),
            _ => Err(format!("`{part}` is not understood in a token's URI")),
        }
    }

    /// Which key, in words.
    pub(super) fn described(&self) -> String {
        let key = match (&self.object, &self.id) {
            (Some(object), _) => format!("key `{object}`"),
            (None, Some(id)) => {
                let bytes: Vec<String> = id.iter().map(|byte| format!("{byte:02x}")).collect();
                format!("the key with identifier {}", bytes.join(":"))
            }
            (None, None) => "the key".to_owned(),
        };
        match &self.token {
            Some(token) => format!("{key} in token `{token}`"),
            None => format!("{key} in the token"),
        }
    }
}

fn split(part: &str) -> Result<(&str, &str), String> {
    part.split_once('=')
        .ok_or_else(|| format!("`{part}` in a token's URI has no value"))
}

fn set<T>(place: &mut Option<T>, part: &str, value: T) -> Result<(), String> {
    if place.replace(value).is_some() {
        return Err(format!("`{part}` stands twice in a token's URI"));
    }
    Ok(())
}

fn decoded(value: &str) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let byte = digit()
            .zip(digit())
            .and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
            .ok_or_else(|| format!("`{value}`: two hexadecimal digits have to follow `%`"))?;
        out.push(byte);
    }
    Ok(out)
}

fn decoded_text(value: &str) -> Result<String, String> {
    String::from_utf8(decoded(value)?).map_err(|_| format!("`{value}` is no UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_names_a_key() {
        let uri = "pkcs11:token=The%20token;id=%01%Ab;type=private;object=act\
                   ?module-path=/usr/lib/module.so";
        let expect = Address {
            module: Some("/usr/lib/module.so".to_owned()),
            token: Some("The token".to_owned()),
            object: Some("act".to_owned()),
            id: Some(vec![1, 0xab]),
            ..Address::default()
        };
        assert_eq!(Address::parse(uri), Ok(expect));
        assert_eq!(Address::parse("pkcs11:"), Ok(Address::default()));
    }

    #[track_caller]
    fn check_refused(uri: &str, expect: &str) {
        let fault = Address::parse(uri).expect_err("it is refused");
        assert!(fault.contains(expect), "{fault}");
    }

    #[test]
    fn other_uris_are_refused() {
        check_refused("pkcs11:token=a?pin-value=1234", "a PIN does not belong");
        check_refused(
            "pkcs11:token=a?pin-source=/etc/pin",
            "a PIN does not belong",
        );
        check_refused("pkcs11:token=a;token=b", "stands twice");
        check_refused("pkcs11:token", "has no value");
        check_refused("pkcs11:slot-id=3", "not understood");
        check_refused("pkcs11:type=cert", "not understood");
        check_refused("pkcs11:token=a?module-name=x", "not understood");
        check_refused("pkcs11:id=%0", "two hexadecimal digits");
        check_refused("pkcs11:id=%g0", "two hexadecimal digits");
        check_refused("pkcs11:token=%ff", "no UTF-8");
    }
}
