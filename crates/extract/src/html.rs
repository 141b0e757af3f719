//! The main text of a web page, with a map back to where every run of it stood.
//! One pass over the page; unclosed tags, comments and scripts cannot make it slow or panic.

use crate::model::Offset;

/// What a page holds.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) offsets: Vec<Offset>,
    /// `YYYY-MM-DD` from the page's own metadata.
    pub(crate) date: Option<String>,
    /// The site's name from the page's own metadata.
    pub(crate) site: Option<String>,
    /// Headline, author and address from the page's own metadata.
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) url: Option<String>,
}

/// Text copied unchanged from the page, in code points.
#[derive(Debug)]
struct Piece {
    start: usize,
    len: usize,
    text: String,
}

/// A paragraph, heading or list item.
#[derive(Debug, Default)]
struct Block {
    /// Its text, run by run.
    runs: Vec<Piece>,
    chars: usize,
    linked: usize,
    article: u32,
    main: bool,
    heading: bool,
}

/// Past this many characters quoted attributes are no longer minded: the next `>` ends the tag.
const LONGEST_TAG: usize = 1_024;

struct Reader<'a> {
    page: &'a str,
    blocks: Vec<Block>,
    now: Block,
    /// Open elements whose text is boilerplate.
    skipped: Vec<String>,
    links: usize,
    articles: u32,
    open_articles: Vec<u32>,
    mains: usize,
    space: bool,
    date: Option<String>,
    site: Option<String>,
    title: Option<String>,
    author: Option<String>,
    url: Option<String>,
}

/// Reads the main text of `page`.
pub(crate) fn main_text(page: &str) -> Page {
    let mut r = Reader {
        page,
        blocks: Vec::new(),
        now: Block::default(),
        skipped: Vec::new(),
        links: 0,
        articles: 0,
        open_articles: Vec::new(),
        mains: 0,
        space: false,
        date: None,
        site: None,
        title: None,
        author: None,
        url: None,
    };
    r.run();
    let (date, site) = (r.date.take(), r.site.take());
    let (title, author, url) = (r.title.take(), r.author.take(), r.url.take());
    let (text, offsets) = choose(r.blocks);
    Page { text, offsets, date, site, title, author, url }
}

impl Reader<'_> {
    fn run(&mut self) {
        let page = self.page;
        let mut at = 0;
        let mut point = 0;
        let mut no_comment_end = false;
        let last_end = page.rfind('>').unwrap_or(0);
        while let Some(c) = page[at..].chars().next() {
            if c == '<' {
                let rest = &page[at..];
                let end = if rest.starts_with("<!--") && !no_comment_end {
                    let end = rest.find("-->").map(|i| i + 3);
                    no_comment_end |= end.is_none();
                    end.or(Some(4))
                } else if at < last_end {
                    tag_end(rest)
                } else {
                    None
                };
                if let Some(end) = end {
                    let mut taken = end;
                    if let Some(raw) = self.tag(&rest[..end]) {
                        // The text of scripts and styles runs to their closing tag, or to the end of the page.
                        let lower = find_close(&rest[end..], raw);
                        taken = lower.map_or(rest.len(), |i| end + i);
                    }
                    point += rest[..taken].chars().count();
                    at += taken;
                    continue;
                }
            }
            let (decoded, bytes) = if c == '&' { entity(&page[at..]) } else { (c, c.len_utf8()) };
            self.text(decoded, point);
            point += page[at..at + bytes].chars().count();
            at += bytes;
        }
        self.close_block();
    }

    fn text(&mut self, c: char, point: usize) {
        if !self.skipped.is_empty() {
            return;
        }
        if c.is_whitespace() {
            self.space = true;
            return;
        }
        if self.space && !self.now.runs.is_empty() {
            // One blank stands for all of them; it belongs to the run before.
            self.push(' ', point.saturating_sub(1));
        }
        self.space = false;
        self.push(c, point);
        self.now.chars += 1;
        self.now.linked += usize::from(self.links > 0);
    }

    fn push(&mut self, c: char, point: usize) {
        match self.now.runs.last_mut() {
            Some(run) if run.start + run.len == point => {
                run.text.push(c);
                run.len += 1;
            }
            _ => self.now.runs.push(Piece { start: point, len: 1, text: c.to_string() }),
        }
    }

    fn close_block(&mut self) {
        let block = std::mem::take(&mut self.now);
        self.space = false;
        if block.chars > 0 {
            self.blocks.push(Block {
                article: self.open_articles.last().copied().unwrap_or(0),
                main: self.mains > 0,
                ..block
            });
        }
    }

    /// Takes a tag in; names the element when its text is raw and must be passed over.
    fn tag(&mut self, tag: &str) -> Option<&'static str> {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |i| (true, i));
        let name: String =
            inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let name = name.as_str();
        match name {
            "script" | "style" | "noscript" | "template" | "svg" | "iframe" | "textarea" | "select"
                if !closing && !tag.ends_with("/>") =>
            {
                return Some(match name {
                    "script" => "</script",
                    "style" => "</style",
                    "noscript" => "</noscript",
                    "template" => "</template",
                    "svg" => "</svg",
                    "iframe" => "</iframe",
                    "textarea" => "</textarea",
                    _ => "</select",
                });
            }
            "meta" => self.meta(inner),
            "time" if !closing && self.date.is_none() => self.date = attribute(inner, "datetime").and_then(day),
            "a" => self.links = if closing { self.links.saturating_sub(1) } else { self.links + 1 },
            "article" => {
                self.close_block();
                if closing {
                    self.open_articles.pop();
                } else {
                    self.articles += 1;
                    self.open_articles.push(self.articles);
                }
            }
            "main" => {
                self.close_block();
                self.mains = if closing { self.mains.saturating_sub(1) } else { self.mains + 1 };
            }
            "nav" | "footer" | "aside" | "form" | "button" | "figure" | "head" | "dialog" | "menu" => {
                self.close_block();
                if closing {
                    if let Some(i) = self.skipped.iter().rposition(|s| s == name) {
                        self.skipped.truncate(i);
                    }
                } else if self.skipped.len() < 64 {
                    self.skipped.push(name.to_string());
                }
            }
            "body" => {
                self.close_block();
                self.skipped.clear();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                if closing {
                    self.now.heading = true;
                }
                self.close_block();
            }
            "p" | "div" | "li" | "ul" | "ol" | "br" | "tr" | "td" | "th" | "table" | "section" | "header"
            | "blockquote" | "pre" | "hr" | "dd" | "dt" | "dl" | "title" | "html" => self.close_block(),
            _ => {}
        }
        None
    }

    fn meta(&mut self, inner: &str) {
        let key =
            attribute(inner, "property").or_else(|| attribute(inner, "name")).or_else(|| attribute(inner, "itemprop"));
        let Some(content) = attribute(inner, "content") else { return };
        match key {
            Some("article:published_time" | "datePublished" | "date" | "pubdate" | "publishdate") => {
                if let Some(date) = day(content) {
                    self.date = Some(date);
                }
            }
            Some("og:site_name") => self.site = decoded(content),
            Some("og:title") => self.title = decoded(content),
            // Some pages give the author's profile page instead of a name.
            Some("author" | "article:author") => {
                self.author = decoded(content).filter(|name| !name.contains("://")).or(self.author.take());
            }
            Some("og:url") => self.url = decoded(content).filter(|url| url.starts_with("http")),
            _ => {}
        }
    }
}

/// Where a tag that starts here ends, minding quoted attributes.
fn tag_end(rest: &str) -> Option<usize> {
    let second = rest[1..].chars().next()?;
    if !(second.is_ascii_alphabetic() || matches!(second, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = None;
    for (n, (i, c)) in rest.char_indices().enumerate() {
        if n > LONGEST_TAG {
            return rest[i..].find('>').map(|e| i + e + 1);
        }
        match (quote, c) {
            (None, '"' | '\'') if rest[..i].ends_with('=') || rest[..i].ends_with("= ") => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, '>') => return Some(i + 1),
            _ => {}
        }
    }
    None
}

fn find_close(rest: &str, close: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(i) = rest[from..].find("</") {
        let at = from + i;
        if rest.as_bytes().get(at..at + close.len()).is_some_and(|b| b.eq_ignore_ascii_case(close.as_bytes())) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

/// The value of an attribute in the inside of a tag.
fn attribute<'t>(inner: &'t str, name: &str) -> Option<&'t str> {
    let mut from = 0;
    while let Some(i) = inner[from..].find(name) {
        let at = from + i;
        let rest = inner[at + name.len()..].trim_start();
        let bounded = inner[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        if bounded && let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            return match value.chars().next() {
                Some(q @ ('"' | '\'')) => value[1..].split(q).next(),
                _ => value.split(|c: char| c.is_whitespace() || c == '/').next(),
            };
        }
        from = at + name.len();
    }
    None
}

fn day(text: &str) -> Option<String> {
    crate::date::Day::parse(text.trim()).and_then(crate::date::Day::iso)
}

/// An attribute's words: character references read, white space levelled; none when nothing is left.
fn decoded(content: &str) -> Option<String> {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(c) = rest.chars().next() {
        let (c, len) = if c == '&' { entity(rest) } else { (c, c.len_utf8()) };
        out.push(c);
        rest = &rest[len..];
    }
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    (!out.is_empty()).then_some(out)
}

/// A character reference and how many bytes it takes; a lone ampersand stays one.
fn entity(rest: &str) -> (char, usize) {
    let plain = ('&', 1);
    let Some(end) = rest.char_indices().take(12).find(|&(_, c)| c == ';').map(|(i, _)| i) else { return plain };
    let body = &rest[1..end];
    let number = body.strip_prefix('#').and_then(|n| match n.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => n.parse().ok(),
    });
    let found = match number {
        Some(n) => char::from_u32(n).filter(|c| *c != '\0'),
        None => named(body),
    };
    found.map_or(plain, |c| (c, end + 1))
}

fn named(body: &str) -> Option<char> {
    Some(match body {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "laquo" => '«',
        "raquo" => '»',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "euro" => '€',
        "pound" => '£',
        "copy" => '©',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

/// The blocks of the story: the fullest `<article>`, else `<main>`, else every block that is not mostly links.
fn choose(blocks: Vec<Block>) -> (String, Vec<Offset>) {
    let mut sizes: Vec<(u32, usize)> = Vec::new();
    for b in blocks.iter().filter(|b| b.article > 0) {
        match sizes.last_mut() {
            Some(last) if last.0 == b.article => last.1 += b.chars,
            _ => sizes.push((b.article, b.chars)),
        }
    }
    sizes.sort_unstable();
    sizes.dedup_by(|b, a| {
        let same = a.0 == b.0;
        if same {
            a.1 += b.1;
        }
        same
    });
    let total: usize = blocks.iter().map(|b| b.chars).sum();
    let fullest = sizes.iter().max_by_key(|s| s.1).filter(|s| s.1 * 5 > total).map(|s| s.0);
    let mains = blocks.iter().any(|b| b.main && b.chars > 80);
    let mut text = String::new();
    let mut offsets = Vec::new();
    let mut point = 0;
    for b in blocks {
        let inside = match fullest {
            Some(a) => b.article == a,
            None => !mains || b.main,
        };
        let links = b.linked * 2 > b.chars && b.chars < 400;
        let crumb = fullest.is_none()
            && !b.heading
            && b.chars < 25
            && !b.runs.iter().any(|r| r.text.contains(['.', '"', '”', '!', '?']));
        if !inside || links || crumb {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
            point += 1;
        }
        for run in b.runs {
            text.push_str(&run.text);
            offsets.push(Offset { text: point, html: run.start, len: run.len });
            point += run.len;
        }
    }
    (text, offsets)
}

#[cfg(test)]
mod tests {
    use super::main_text;

    #[test]
    fn story_is_kept_and_menus_are_dropped() {
        let page = "<html><head><title>T</title><script>var a = '<p>no</p>';</script></head><body><nav><a href='/'>Home</a></nav>\
            <article><h1>Ferry fares rise</h1><p>&ldquo;We will&nbsp;wait,&rdquo; said Ana&#32;Lopez.</p><aside>Read also</aside></article><footer>About</footer></body></html>";
        let got = main_text(page);
        assert_eq!(got.text, "Ferry fares rise\n“We will wait,” said Ana Lopez.");
        let chars: Vec<char> = page.chars().collect();
        for o in &got.offsets {
            let run: String = got.text.chars().skip(o.text).take(o.len).collect();
            let there: String = chars[o.html..].iter().take(o.len).collect();
            assert!(run == there || there.starts_with('&') || run.starts_with(' '), "{run:?} {there:?}");
        }
    }

    #[test]
    fn broken_pages_are_read_in_one_pass() {
        for piece in ["<", "<!--", "<a href=\"", "<script>", "&#x110000;", "<p", "</", "&"] {
            let page = piece.repeat(40_000);
            assert!(main_text(&page).text.len() <= page.len());
        }
    }

    #[test]
    fn metadata_gives_date_and_site() {
        let got = main_text(
            "<meta property=\"og:site_name\" content=\"Kabar Laut\"><meta property='article:published_time' content='2025-03-12T08:00:00+07:00'><p>x</p>",
        );
        assert_eq!(got.date.as_deref(), Some("2025-03-12"));
        assert_eq!(got.site.as_deref(), Some("Kabar Laut"));
        let got = main_text(
            "<meta property='og:title' content='Ferries &amp; fares'><meta name=author content=' Rasya  Putri '>\
             <meta property='article:author' content='https://kabarlaut.id/u/7'>\
             <meta property='og:url' content='https://kabarlaut.id/feri'><p>x</p>",
        );
        assert_eq!(got.title.as_deref(), Some("Ferries & fares"));
        assert_eq!(got.author.as_deref(), Some("Rasya Putri"));
        assert_eq!(got.url.as_deref(), Some("https://kabarlaut.id/feri"));
    }
}
