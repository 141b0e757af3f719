//! The picture in dots, for programs that take no SVG. The letters come with us: what is drawn must not depend on the
//! fonts of the machine that draws it.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::File;

/// Dots for each CSS pixel, where there is room for them.
const SCALE: f64 = 2.0;
/// Below this nobody could read it.
const SMALLEST: f64 = 1.0;
/// The most dots that a picture may have: 64 MB while it is drawn.
const MOST: f64 = 16_000_000.0;
/// The longest side, in dots.
const LONGEST: f64 = 30_000.0;

/// Noto, cut to Latin, Cyrillic and Arabic letters; the licence lies beside the files.
const FONTS: [&[u8]; 5] = [
    include_bytes!("../../assets/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansMath-Regular.ttf"),
];

static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in FONTS {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family("Noto Sans");
    fonts.set_serif_family("Noto Serif");
    Arc::new(fonts)
});

/// Why there is no picture in dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPng {
    /// It would be too large even at one dot a pixel: the SVG has no such limit.
    TooLarge,
    /// The SVG could not be read back, or not be written as PNG: a defect.
    Broken(String),
}

/// Dots for each CSS pixel of a sheet of this size; nothing where even the fewest are too many.
pub fn scale(width: f64, height: f64) -> Option<f64> {
    let by_dots = (MOST / (width * height)).sqrt();
    let scale = SCALE.min(by_dots).min(LONGEST / width.max(height));
    (scale >= SMALLEST).then_some(scale)
}

/// Draws a sheet as PNG on a white ground. Slow (tens of milliseconds): not for a thread that serves.
///
/// # Errors
/// [`NoPng::TooLarge`] before any of it is drawn.
pub fn png(file: &File) -> Result<Vec<u8>, NoPng> {
    let scale = scale(file.width, file.height).ok_or(NoPng::TooLarge)?;
    let options = Options { fontdb: Arc::clone(&DATABASE), font_family: "Noto Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(&rtl_by_hand(&file.svg), &options).map_err(|e| NoPng::Broken(e.to_string()))?;
    let dots = |length: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no longer than LONGEST, above")]
        let dots = (length * scale).floor().max(1.0) as u32;
        dots
    };
    let mut canvas = Pixmap::new(dots(file.width), dots(file.height)).ok_or(NoPng::TooLarge)?;
    canvas.fill(Color::WHITE);
    #[expect(clippy::cast_possible_truncation, reason = "a scale needs no more precision")]
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    canvas.encode_png().map_err(|e| NoPng::Broken(e.to_string()))
}

/// The renderer does not know `direction`: text that hangs from its right end is anchored there instead, and each line
/// is told which way it runs by marks inside (Unicode bidi, isolates).
fn rtl_by_hand(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len() + 256);
    let mut rest = svg;
    while let Some((before, after)) = rest.split_once(" direction=\"rtl\"") {
        out.push_str(before);
        out.push_str(" text-anchor=\"end\"");
        let (text, after) = after.split_once("</text>").unwrap_or((after, ""));
        let mut lines = text.split("\">");
        out.push_str(lines.next().unwrap_or_default());
        for line in lines {
            out.push_str("\">\u{2067}");
            out.push_str(&line.replace("</tspan>", "\u{2069}</tspan>"));
        }
        out.push_str("</text>");
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_that_would_not_fit_into_memory() {
        assert_eq!(scale(1_120.0, 600.0), Some(2.0));
        let tall = scale(808.0, 12_000.0).unwrap();
        assert!((1.0..2.0).contains(&tall) && tall * tall * 808.0 * 12_000.0 <= MOST + 1.0);
        assert_eq!(scale(808.0, 200_000.0), None);
        let file = File { svg: String::new(), width: 808.0, height: 200_000.0 };
        assert_eq!(png(&file), Err(NoPng::TooLarge));
    }

    #[test]
    fn lines_from_right_to_left_are_anchored_and_marked() {
        assert_eq!(
            rtl_by_hand(
                "<text a=\"b\" direction=\"rtl\"><tspan x=\"1\" y=\"2\">نعم</tspan><tspan x=\"1\" y=\"3\">لا</tspan></text><text>x</text>"
            ),
            "<text a=\"b\" text-anchor=\"end\"><tspan x=\"1\" y=\"2\">\u{2067}نعم\u{2069}</tspan><tspan x=\"1\" \
             y=\"3\">\u{2067}لا\u{2069}</tspan></text><text>x</text>"
        );
    }

    #[test]
    fn every_font_is_read() {
        assert_eq!(DATABASE.faces().count(), FONTS.len());
    }
}
