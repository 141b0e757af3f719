//! Bytes of a file or a page as text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its own word on its encoding is looked for, in bytes (the HTML standard asks for 1,024).
const PRESCAN: usize = 4_096;

/// Bytes as text, in the order of the HTML standard (13.2.3.2): a byte order mark decides, then what came with the
/// bytes (`stated`, the `charset` of a header), then what the page says of itself in a `meta`. Bytes that nothing is
/// said of are UTF-8 where they can be, else windows-1252. What cannot be read shows as `�`.
pub fn text_of_bytes(bytes: &[u8], stated: Option<&str>) -> String {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| stated.and_then(|label| Encoding::for_label(label.trim().as_bytes())))
        .or_else(|| in_meta(bytes))
        .unwrap_or_else(|| if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 });
    let (text, _, _) = encoding.decode(bytes);
    text.trim_start_matches('\u{feff}').to_owned()
}

/// The encoding that a page's `meta` names.
fn in_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    head.split("<meta").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        let value = tag.split("charset").nth(1)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let label = value.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).next()?;
        let encoding = Encoding::for_label(label.as_bytes())?;
        // A page in UTF-16 could not say so in a way that is read here: it means UTF-8.
        Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_as_they_say_they_are_written() {
        assert_eq!(text_of_bytes("\u{feff}Kami siap 😀".as_bytes(), None), "Kami siap 😀");
        let wide: Vec<u8> =
            [0xFEFF_u16].into_iter().chain("قال 😀".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of_bytes(&wide, None), "قال 😀");
        assert_eq!(text_of_bytes(&wide, Some("iso-8859-1")), "قال 😀", "the mark decides");
        assert_eq!(text_of_bytes(&[0xFF, 0xFE, b'a'], None), "�");
        assert_eq!(text_of_bytes(b"", None), "");
    }

    #[test]
    fn old_pages_are_read_by_what_they_say() {
        let arabic = encoding_rs::WINDOWS_1256.encode("<meta charset='windows-1256'><p>قال الوزير</p>").0;
        assert!(text_of_bytes(&arabic, None).contains("قال الوزير"));
        let bare = encoding_rs::WINDOWS_1256.encode("<p>قال الوزير</p>").0;
        assert!(text_of_bytes(&bare, Some("Windows-1256")).contains("قال الوزير"));
        let old = b"<META http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\"><p>M\xFCller</p>";
        assert!(text_of_bytes(old, None).contains("Müller"));
        let unsaid = b"M\xFCller sagte: \x84Ja\x93";
        assert_eq!(text_of_bytes(unsaid, None), "Müller sagte: „Ja“");
        assert_eq!(text_of_bytes("Müller".as_bytes(), Some("no-such-thing")), "Müller");
        let odd = "<meta charset=utf-16>Müller";
        assert_eq!(text_of_bytes(odd.as_bytes(), None), odd);
    }
}
