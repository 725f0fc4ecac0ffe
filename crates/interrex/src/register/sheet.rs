//! The sheet of an order: one page to be printed, with the order itself as a code to be photographed where it is
//! short enough for one.

use std::fmt::Write as _;

use interrex_diag::plain;
use interrex_register::order::{Checked, Verdict};
use interrex_register::trust::Trust;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The page, in HTML that asks for nothing from anywhere.
pub(super) fn of(checked: &Checked, trust: &Trust, order: &[u8]) -> String {
    let mut text = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Order</title>\n<style>\
         body{font:12pt serif;margin:2cm}dt{font-weight:bold}dd{overflow-wrap:anywhere}pre{white-space:pre-wrap}svg{width:12cm;height:12cm}\
         </style></head><body>\n",
    );
    let _ = writeln!(text, "<p>{}</p>\n<h1>Order</h1>", safe(&trust.institution));
    verdict(&mut text, checked);
    let _ = writeln!(
        text,
        "<p>{}</p>\n<dl>",
        safe(checked.title.as_deref().unwrap_or_default())
    );
    let by = checked.by.join(", ");
    let instrument = checked.instrument.as_ref();
    let instrument = instrument.map(|instrument| instrument.digest.clone());
    let instrument = instrument.unwrap_or_else(|| "none".to_owned());
    let not_in = (!checked.not_in.is_empty()).then(|| checked.not_in.join(", "));
    let rows = [
        ("Under the power", checked.power.as_deref()),
        ("For the region alone", checked.region.as_deref()),
        ("Not for the regions", not_in.as_deref()),
        ("Instrument, by its SHA-256", Some(instrument.as_str())),
        ("Signed by", Some(by.as_str())),
        ("On", checked.signed.as_deref()),
        ("Shown as of", checked.as_of.as_deref()),
    ];
    let is_said =
        |(label, value): &(&str, Option<&str>)| value.is_some() || !label.contains(" region");
    for (label, value) in rows.into_iter().filter(is_said) {
        let _ = writeln!(
            text,
            "<dt>{label}</dt><dd>{}</dd>",
            safe(value.unwrap_or_default())
        );
    }
    text.push_str("</dl>\n");
    let instrument = checked.instrument.as_ref();
    if let Some(words) = instrument.and_then(|instrument| instrument.text.as_ref()) {
        let lines: Vec<String> = words.lines().map(safe).collect();
        let _ = writeln!(text, "<pre>{}</pre>", lines.join("\n"));
    }
    match QrCode::with_error_correction_level(order, EcLevel::L) {
        Ok(code) => {
            let image = code
                .render::<svg::Color<'_>>()
                .min_dimensions(480, 480)
                .build();
            let image = image
                .split_once("?>")
                .map_or(image.as_str(), |(_, svg)| svg);
            let _ = writeln!(text, "{image}\n<p>The code is the order file itself.</p>");
        }
        Err(_) => text
            .push_str("<p>The order is too long for a code; its file goes with this sheet.</p>\n"),
    }
    text.push_str(
        "<p>Whoever has the trust file of the institution checks the order without a network: \
         <code>interrex verify ORDER --trust trust.toml</code></p>\n</body></html>\n",
    );
    text
}

/// What keeps the order from being followed, in large letters.
fn verdict(text: &mut String, checked: &Checked) {
    if let Some(name) = &checked.exercise {
        let _ = writeln!(text, "<h2>EXERCISE {}: not real</h2>", safe(name));
    }
    let said = match checked.verdict {
        Verdict::NotGenuine if checked.lost_since => "NOT GENUINE ANY LONGER",
        Verdict::NotGenuine => "NOT GENUINE",
        Verdict::Disputed => "DISPUTED",
        Verdict::Held | Verdict::HeldOnWord | Verdict::NotShown => return,
    };
    let _ = writeln!(text, "<h2>{said}: {}</h2>", safe(&checked.reason));
    if checked.readings.is_empty() {
        return;
    }
    text.push_str("<ul>\n");
    for one in &checked.readings {
        let words = format!("{}: {}", one.reading, one.reason);
        let _ = writeln!(text, "<li>{}</li>", safe(&words));
    }
    text.push_str("</ul>\n");
}

/// Text that is text in HTML, too, and on paper.
fn safe(text: &str) -> String {
    plain(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
