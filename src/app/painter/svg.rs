//! The same shapes as vectors: rectangles stay rectangles, lines lines, and texts can be searched and edited.
//!
//! Words are set in Inter where the reader has it, else in a plain font of theirs; each is told how long it is to be, so that
//! nothing moves. Icons of the window's own font are left out: no other program has them.

use std::fmt::Write as _;

use eframe::{
    egui::{Color32, FontFamily, Galley, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2},
    epaint::{CircleShape, ClippedShape, CornerRadius, EllipseShape, PathShape, PathStroke, RectShape, TextShape},
};

const FONTS: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";

/// What the picture is of, for who cannot see it.
#[derive(Clone, Debug)]
pub struct About<'a> {
    pub title: &'a str,
    pub text: &'a str,
}

/// All shapes as one picture of `size`.
pub fn write(shapes: &[ClippedShape], size: Vec2, about: &About<'_>) -> String {
    let mut svg = Svg::default();
    for ClippedShape { clip_rect, shape, .. } in shapes {
        svg.clipped(*clip_rect, shape);
    }
    let (width, height) = (number(size.x), number(size.y));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _infallible = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"{FONTS}\">\n<title>{}</title>\n<desc>{}</desc>",
        escaped(about.title),
        escaped(about.text),
    );
    if !svg.clips.is_empty() {
        out.push_str("<defs>\n");
        for (index, clip) in svg.clips.iter().enumerate() {
            let _infallible = writeln!(out, "<clipPath id=\"clip{index}\"><rect {}/></clipPath>", place(*clip));
        }
        out.push_str("</defs>\n");
    }
    out.push_str(&svg.body);
    out.push_str("</svg>\n");
    out
}

#[derive(Default)]
struct Svg {
    body: String,
    clips: Vec<Rect>,
}

impl Svg {
    /// A shape that is cut off somewhere gets a clip; most are not.
    fn clipped(&mut self, clip: Rect, shape: &Shape) {
        if let Shape::Vec(shapes) = shape {
            return shapes.iter().for_each(|shape| self.clipped(clip, shape));
        }
        let bounds = shape.visual_bounding_rect();
        if !bounds.is_finite() || !clip.intersects(bounds) {
            return;
        }
        // A text's rows are a little higher than what is seen of them.
        if clip.expand(2.0).contains_rect(bounds) {
            return self.shape(shape);
        }
        let index = self.clips.iter().position(|known| *known == clip).unwrap_or_else(|| {
            self.clips.push(clip);
            self.clips.len() - 1
        });
        self.put(&format!("<g clip-path=\"url(#clip{index})\">"));
        self.shape(shape);
        self.put("</g>");
    }

    fn put(&mut self, line: &str) {
        self.body.push_str(line);
        self.body.push('\n');
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            // Bands of varying width are drawn nowhere in the window.
            Shape::Noop | Shape::Callback(_) | Shape::Band(_) => {}
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Circle(CircleShape { center, radius, fill, stroke }) => {
                self.ellipse(*center, Vec2::splat(*radius), *fill, *stroke);
            }
            Shape::Ellipse(EllipseShape { center, radius, fill, stroke, .. }) => {
                self.ellipse(*center, *radius, *fill, *stroke);
            }
            Shape::LineSegment { points: [from, to], stroke } => self.put(&format!(
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>",
                number(from.x),
                number(from.y),
                number(to.x),
                number(to.y),
                stroke_of(*stroke)
            )),
            Shape::Path(path) => self.path(path),
            Shape::Rect(rect) => self.rect(rect),
            Shape::Text(text) => self.text(text),
            Shape::Mesh(mesh) => self.mesh(mesh),
            Shape::QuadraticBezier(curve) => {
                let path = curve.flatten(Some(0.1));
                self.outline(&path, curve.closed, curve.fill, path_stroke(&curve.stroke));
            }
            Shape::CubicBezier(curve) => {
                for points in curve.flatten_closed(Some(0.1), Some(0.01)) {
                    self.outline(&points, curve.closed, curve.fill, path_stroke(&curve.stroke));
                }
            }
        }
    }

    fn ellipse(&mut self, center: Pos2, radius: Vec2, fill: Color32, stroke: Stroke) {
        self.put(&format!(
            "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\"{}{}/>",
            number(center.x),
            number(center.y),
            number(radius.x),
            number(radius.y),
            fill_of(fill),
            stroke_of(stroke)
        ));
    }

    fn path(&mut self, path: &PathShape) {
        self.outline(&path.points, path.closed, path.fill, path_stroke(&path.stroke));
    }

    fn outline(&mut self, points: &[Pos2], is_closed: bool, fill: Color32, stroke: Stroke) {
        let name = if is_closed { "polygon" } else { "polyline" };
        let points: Vec<String> = points.iter().map(|at| format!("{},{}", number(at.x), number(at.y))).collect();
        self.put(&format!("<{name} points=\"{}\"{}{}/>", points.join(" "), fill_of(fill), stroke_of(stroke)));
    }

    fn rect(&mut self, shape: &RectShape) {
        let RectShape { rect, corner_radius, fill, stroke, stroke_kind, .. } = shape;
        if *fill == Color32::TRANSPARENT && stroke.is_empty() || rect.is_negative() {
            return;
        }
        // An outline of SVG stands on the edge itself.
        let rect = match stroke_kind {
            _ if stroke.is_empty() => *rect,
            StrokeKind::Inside => rect.shrink(stroke.width / 2.0),
            StrokeKind::Middle => *rect,
            StrokeKind::Outside => rect.expand(stroke.width / 2.0),
        };
        let CornerRadius { nw, ne, sw, se } = *corner_radius;
        let radius = f32::from(nw.max(ne).max(sw).max(se)).min(rect.width().min(rect.height()) / 2.0);
        let round = if radius > 0.0 { format!(" rx=\"{}\"", number(radius)) } else { String::new() };
        self.put(&format!("<rect {}{round}{}{}/>", place(rect), fill_of(*fill), stroke_of(*stroke)));
    }

    /// Row by row, and where the font changes within a row run by run.
    fn text(&mut self, text: &TextShape) {
        let galley: &Galley = &text.galley;
        let mut read = 0;
        for row in &galley.rows {
            let mut run: Vec<usize> = Vec::new();
            for index in 0..row.glyphs.len() {
                let changes =
                    run.first().is_some_and(|first| section(galley, read + first) != section(galley, read + index));
                if changes {
                    self.run(text, row, &run, section(galley, read + run[0]));
                    run.clear();
                }
                run.push(index);
            }
            if let Some(first) = run.first() {
                self.run(text, row, &run, section(galley, read + first));
            }
            read += row.glyphs.len() + usize::from(row.ends_with_newline);
        }
    }

    fn run(
        &mut self,
        text: &TextShape,
        row: &eframe::epaint::text::PlacedRow,
        glyphs: &[usize],
        section: Option<usize>,
    ) {
        let Some(format) = section.and_then(|index| text.galley.job.sections.get(index)).map(|section| &section.format)
        else {
            return;
        };
        let is_icon = |letter: char| ('\u{e000}'..='\u{f8ff}').contains(&letter);
        let glyphs: Vec<_> =
            glyphs.iter().map(|index| &row.glyphs[*index]).filter(|glyph| !is_icon(glyph.chr)).collect();
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return };
        let words: String = glyphs.iter().map(|glyph| glyph.chr).collect();
        if words.trim().is_empty() {
            return;
        }
        let colour = text.override_text_color.unwrap_or(format.color);
        let colour = if colour == Color32::PLACEHOLDER { text.fallback_color } else { colour };
        let strong = format.font_id.family == FontFamily::Name(crate::app::theme::SEMIBOLD.into());
        let at = text.pos + row.pos.to_vec2() + first.pos.to_vec2();
        let length = last.pos.x + last.advance_width - first.pos.x;
        self.put(&format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{} textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" \
             xml:space=\"preserve\"{}>{}</text>",
            number(at.x),
            number(at.y),
            number(format.font_id.size),
            if strong { " font-weight=\"600\"" } else { "" },
            number(length),
            fill_of(colour.gamma_multiply(text.opacity_factor)),
            escaped(&words)
        ));
    }

    /// Rectangles as such; other triangles of one colour as one path, so that no seams are seen between them. Soft edges are
    /// left to who paints the picture.
    fn mesh(&mut self, mesh: &Mesh) {
        let (mut rest, _) = mesh.indices.as_chunks::<3>();
        let mut outline = String::new();
        let mut colour = Color32::TRANSPARENT;
        while let Some(([a, b, c], others)) = rest.split_first() {
            if let Some((rect, fill)) = others.first().and_then(|next| rectangle(mesh, [*a, *b, *c], *next)) {
                self.flush(&mut outline, colour);
                self.put(&format!("<rect {}{}/>", place(rect), fill_of(fill)));
                rest = &others[1..];
                continue;
            }
            rest = others;
            let corners = [a, b, c].map(|index| &mesh.vertices[*index as usize]);
            if corners.iter().any(|corner| corner.color == Color32::TRANSPARENT) {
                continue;
            }
            if corners[0].color != colour {
                self.flush(&mut outline, colour);
                colour = corners[0].color;
            }
            let [a, b, c] = corners.map(|corner| format!("{} {}", number(corner.pos.x), number(corner.pos.y)));
            let _infallible = write!(outline, "M{a}L{b}L{c}Z");
        }
        self.flush(&mut outline, colour);
    }

    fn flush(&mut self, outline: &mut String, colour: Color32) {
        if !outline.is_empty() {
            self.put(&format!("<path d=\"{outline}\"{}/>", fill_of(colour)));
            outline.clear();
        }
    }
}

/// Two triangles that are a rectangle of one colour, as `Mesh::add_colored_rect` makes them.
fn rectangle(mesh: &Mesh, one: [u32; 3], other: [u32; 3]) -> Option<(Rect, Color32)> {
    let [first, second, third] = one;
    let [a, b, last] = other;
    let is_pair = [second, third].contains(&a) && [second, third].contains(&b) && a != b;
    let corners = [first, second, third, last].map(|index| &mesh.vertices[index as usize]);
    let fill = corners[0].color;
    if !is_pair || corners.iter().any(|corner| corner.color != fill) {
        return None;
    }
    let rect = Rect::from_points(&corners.map(|corner| corner.pos));
    let is_corner =
        |at: Pos2| (at.x == rect.left() || at.x == rect.right()) && (at.y == rect.top() || at.y == rect.bottom());
    (corners.iter().all(|corner| is_corner(corner.pos)) && rect.is_positive()).then_some((rect, fill))
}

/// The section that a letter belongs to, counted over all rows. What a cut has put in place of letters is of the section
/// before it.
fn section(galley: &Galley, letter: usize) -> Option<usize> {
    let sections = &galley.job.sections;
    if sections.len() <= 1 {
        return sections.len().checked_sub(1);
    }
    let byte = galley.job.text.char_indices().nth(letter).map_or(galley.job.text.len(), |(byte, _)| byte);
    let found = sections.iter().position(|section| byte < section.byte_range.end.0);
    found.or(Some(sections.len() - 1))
}

fn path_stroke(stroke: &PathStroke) -> Stroke {
    match stroke.color {
        eframe::epaint::ColorMode::Solid(colour) => Stroke::new(stroke.width, colour),
        eframe::epaint::ColorMode::UV(_) => Stroke::NONE,
    }
}

fn place(rect: Rect) -> String {
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(rect.left()),
        number(rect.top()),
        number(rect.width()),
        number(rect.height())
    )
}

fn fill_of(colour: Color32) -> String {
    paint_of("fill", colour)
}

fn stroke_of(stroke: Stroke) -> String {
    if stroke.is_empty() {
        return String::new();
    }
    format!("{} stroke-width=\"{}\"", paint_of("stroke", stroke.color), number(stroke.width))
}

fn paint_of(what: &str, colour: Color32) -> String {
    let [r, g, b, a] = colour.to_srgba_unmultiplied();
    match a {
        0 => format!(" {what}=\"none\""),
        255 => format!(" {what}=\"#{r:02x}{g:02x}{b:02x}\""),
        _ => format!(" {what}=\"#{r:02x}{g:02x}{b:02x}\" {what}-opacity=\"{}\"", number(f32::from(a) / 255.0)),
    }
}

/// With two decimals at most: 12, 12.5, 0.33.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// What XML takes as text: its signs are written out, and control characters, which it forbids, left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use eframe::egui::{pos2, vec2};

    use super::*;

    fn svg(shapes: Vec<Shape>) -> String {
        let clip_rect = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 50.0));
        let shapes: Vec<ClippedShape> = shapes.into_iter().map(|shape| ClippedShape::new(clip_rect, shape)).collect();
        write(&shapes, vec2(100.0, 50.0), &About { title: "A & B", text: "" })
    }

    #[test]
    fn rectangles_stay_rectangles() {
        let mut mesh = Mesh::default();
        mesh.add_colored_rect(Rect::from_min_size(pos2(1.0, 2.0), vec2(3.5, 4.0)), Color32::RED);
        let text = svg(vec![Shape::mesh(mesh)]);
        assert!(text.contains("<rect x=\"1\" y=\"2\" width=\"3.5\" height=\"4\" fill=\"#ff0000\"/>"), "{text}");
        assert!(!text.contains("<path"), "{text}");
        assert!(text.contains("<title>A &amp; B</title>"), "{text}");
    }

    #[test]
    fn what_is_cut_off_is_clipped_and_what_is_outside_left_out() {
        let rect = |x: f32| Shape::rect_filled(Rect::from_min_size(pos2(x, 0.0), vec2(20.0, 9.0)), 0.0, Color32::BLUE);
        let text = svg(vec![rect(10.0), rect(90.0), rect(91.0), rect(300.0)]);
        assert_eq!(text.matches("<clipPath").count(), 1, "one for both: {text}");
        assert_eq!((text.matches("<g ").count(), text.matches("<rect ").count()), (2, 4), "{text}");
    }

    #[test]
    fn numbers_and_texts_are_written_as_xml_wants_them() {
        assert_eq!(["12", "12.5", "0.33", "0"].map(str::to_owned), [12.0, 12.5, 1.0 / 3.0, -0.001].map(number));
        assert_eq!(escaped("<Größe> & \"x\"\u{0}"), "&lt;Größe&gt; &amp; &quot;x&quot;");
        assert_eq!(fill_of(Color32::TRANSPARENT), " fill=\"none\"");
        assert_eq!(fill_of(Color32::WHITE), " fill=\"#ffffff\"");
    }
}
