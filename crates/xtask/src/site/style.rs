//! Style: a few files joined into one sheet for readers and one for the desk, so that a page asks once.
//! Comments stay in the repository; a reader need not download them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::stamp;

/// The sheets, and what each is made of, in order.
const SHEETS: [(&str, &[&str]); 2] =
    [("reader.css", &["tokens.css", "base.css", "reader.css", "picture.css", "leaning.css"]), ("desk.css", &["desk.css"])];

/// The sheets and assets, by name below the site's folder.
pub(super) fn files(root: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let style = root.join("style");
    let mut files = Vec::new();
    for (sheet, parts) in SHEETS {
        let mut joined = String::new();
        for part in parts {
            let path = style.join(part);
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("{sheet} is made of {}, which cannot be read", path.display()))?;
            joined.push_str(&without_comments(&text));
        }
        files.push((PathBuf::from(sheet), joined.into_bytes()));
    }
    let assets = style.join("assets");
    for path in stamp::files_below(&assets)? {
        files.push((path.strip_prefix(&assets)?.to_owned(), stamp::read(&path)?));
    }
    Ok(files)
}

/// The sheet without its comments, indents and empty lines. What stands in quote marks is left alone.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut quote = None;
    while let Some(next) = rest.chars().next() {
        let mut step = next.len_utf8();
        match quote {
            Some(mark) => {
                if next == '\\' {
                    step += rest[step..].chars().next().map_or(0, char::len_utf8);
                } else if next == mark {
                    quote = None;
                }
                kept.push_str(&rest[..step]);
            }
            None if rest.starts_with("/*") => step = rest.find("*/").map_or(rest.len(), |end| end + 2),
            None => {
                if matches!(next, '"' | '\'') {
                    quote = Some(next);
                }
                kept.push(next);
            }
        }
        rest = &rest[step..];
    }
    let mut lines = String::with_capacity(kept.len());
    for line in kept.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_quoted_text_stays() {
        let sheet = "/* a note */\n  q::before { content: \"/* “ \\\" */\"; } /* more\n lines */\n\na { b: c }\n";
        assert_eq!(without_comments(sheet), "q::before { content: \"/* “ \\\" */\"; }\na { b: c }\n");
    }

    #[test]
    fn an_unclosed_comment_takes_the_rest_as_browsers_do() {
        assert_eq!(without_comments("a{}/* b{}"), "a{}\n");
    }

    #[test]
    fn a_missing_part_is_named() {
        let error = files(Path::new("no/such/checkout")).expect_err("nothing is there");
        assert!(error.to_string().contains("tokens.css"), "{error}");
    }
}
