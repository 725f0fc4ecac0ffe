//! What is tried on bytes that claim to be acts, entries, orders and files of trust.

use interrex_register::order::{self, Order};
use interrex_register::trust::Trust;
use interrex_register::{Act, Entry, Signed};

/// What stands between a file of trust and an order that is held against it.
const BETWEEN: &str = "\n---\n";

/// Any bytes are read as an act, a signed act, an entry, an order and a file of trust, without a panic; what is read
/// has one form, in which it is written again. An order after a file of trust is checked against it.
pub fn read_act(bytes: &[u8]) {
    if let Ok(act) = Act::parse(bytes) {
        assert_eq!(act.to_bytes(), bytes);
        let _ = (act.digest(), act.begins(), act.is_backdated());
    }
    if let Ok(signed) = Signed::parse(bytes) {
        let _ = signed.checked();
        let again = Signed::parse(&signed.to_bytes()).expect("a signed act is read again");
        assert_eq!(again.to_bytes(), signed.to_bytes());
    }
    if let Ok(entry) = Entry::parse(bytes) {
        assert_eq!(entry.to_bytes(), bytes);
    }
    if let Ok(order) = Order::parse(bytes) {
        assert_eq!(order.to_bytes(), bytes);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (trust, order) = text.split_once(BETWEEN).unwrap_or((text, ""));
    if let Ok(trust) = Trust::parse(trust) {
        let again = Trust::parse(&trust.to_text()).expect("a file of trust is read again");
        assert_eq!(again.to_text(), trust.to_text());
        let _ = order::verify(order.as_bytes(), &trust, None);
    }
}
