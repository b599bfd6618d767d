//! Triangles into pixels, with whole-number edge functions, so that neighbours neither overlap nor leave gaps.

use std::cmp::Ordering;

use eframe::{
    egui::Rect,
    epaint::{Mesh, Vertex},
};

use super::texture::Texture;

/// Positions are snapped to 1/256 of a pixel.
const SUBPIXELS: f32 = 256.0;
const STEP: i64 = 256;
/// Positions beyond this (2 million pixels) are moved to it: a shape may reach to infinity, the arithmetic may not.
const FARTHEST: f32 = (1 << 29) as f32;

/// The picture, premultiplied, four channels a pixel.
pub struct Canvas {
    width: usize,
    height: usize,
    bytes: Vec<u8>,
}

/// The pixels that may be painted: left and top in, right and bottom out.
#[derive(Clone, Copy, Debug)]
pub struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Clip {
    pub fn new(rect: Rect, scale: f32, width: u32, height: u32) -> Self {
        let at = |value: f32, most: u32| ((value * scale).round() as i64).clamp(0, i64::from(most));
        Self {
            left: at(rect.left(), width),
            top: at(rect.top(), height),
            right: at(rect.right(), width),
            bottom: at(rect.bottom(), height),
        }
    }
}

/// A corner of a triangle: snapped position, texture coordinates, colour.
#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    y: i64,
    u: f32,
    v: f32,
    colour: [f32; 4],
}

impl Corner {
    /// `None` for a position that is no number.
    fn new(vertex: &Vertex, scale: f32) -> Option<Self> {
        let snap = |value: f32| {
            let value = value * scale * SUBPIXELS;
            (!value.is_nan()).then(|| value.clamp(-FARTHEST, FARTHEST).round() as i64)
        };
        Some(Self {
            x: snap(vertex.pos.x)?,
            y: snap(vertex.pos.y)?,
            u: vertex.uv.x,
            v: vertex.uv.y,
            colour: vertex.color.to_array().map(f32::from),
        })
    }
}

/// Where a row is inside: from the first to before the end, of `width` pixels, for edge functions that begin at `start`,
/// grow by `steps` with each pixel and must reach `least`.
fn span(start: [i64; 3], steps: [i64; 3], least: [i64; 3], width: i64) -> (i64, i64) {
    let (mut first, mut end) = (0, width.max(0));
    for ((start, step), least) in start.into_iter().zip(steps).zip(least) {
        let lacking = least - start;
        match step.cmp(&0) {
            Ordering::Greater => first = first.max(lacking.div_euclid(step) + i64::from(lacking.rem_euclid(step) > 0)),
            Ordering::Less => end = end.min((-lacking).div_euclid(-step) + 1),
            Ordering::Equal if lacking > 0 => end = 0,
            Ordering::Equal => {}
        }
    }
    (first, end.max(first))
}

/// What colour a triangle has at each place.
struct Shade<'a> {
    corners: [Corner; 3],
    texture: &'a Texture,
    /// The texel, where all of the triangle has the same.
    texel: Option<[f32; 4]>,
    /// The colour, where all of the triangle has the same: most of a page.
    flat: Option<[f32; 4]>,
}

impl<'a> Shade<'a> {
    fn new(a: &Corner, b: &Corner, c: &Corner, texture: &'a Texture) -> Self {
        let has_one_texel = a.u == b.u && b.u == c.u && a.v == b.v && b.v == c.v;
        let texel = has_one_texel.then(|| texture.sample(a.u, a.v));
        let flat =
            texel.filter(|_| a.colour == b.colour && b.colour == c.colour).map(|texel| multiply(texel, a.colour));
        Self { corners: [*a, *b, *c], texture, texel, flat }
    }

    /// At the place with these shares of the three corners.
    fn mixed(&self, shares: [f32; 3]) -> [f32; 4] {
        let [a, b, c] = &self.corners;
        let mix = |at_a: f32, at_b: f32, at_c: f32| shares[0] * at_a + shares[1] * at_b + shares[2] * at_c;
        let texel = self.texel.unwrap_or_else(|| self.texture.sample(mix(a.u, b.u, c.u), mix(a.v, b.v, c.v)));
        multiply(texel, std::array::from_fn(|channel| mix(a.colour[channel], b.colour[channel], c.colour[channel])))
    }
}

fn multiply(texel: [f32; 4], colour: [f32; 4]) -> [f32; 4] {
    std::array::from_fn(|channel| texel[channel] * colour[channel] / 255.0)
}

/// Twice the area of the triangle a, b, p: above 0 where p is on the inner side of the edge a → b.
fn edge(a: &Corner, b: &Corner, x: i64, y: i64) -> i64 {
    (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
}

/// A pixel right on an edge belongs to one triangle only: the one whose top or left edge it is.
fn is_top_left(a: &Corner, b: &Corner) -> bool {
    a.y == b.y && b.x > a.x || b.y < a.y
}

impl Canvas {
    pub fn new(width: u32, height: u32) -> Self {
        let (width, height) = (width as usize, height as usize);
        Self { width, height, bytes: vec![0; width * height * 4] }
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub fn paint_mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Clip, scale: f32) {
        for triangle in mesh.indices.chunks_exact(3) {
            let corner = |index: u32| mesh.vertices.get(index as usize).and_then(|vertex| Corner::new(vertex, scale));
            let [a, b, c] = [triangle[0], triangle[1], triangle[2]].map(corner);
            if let (Some(a), Some(b), Some(c)) = (a, b, c) {
                self.paint_triangle(a, b, c, texture, clip);
            }
        }
    }

    fn paint_triangle(&mut self, a: Corner, mut b: Corner, mut c: Corner, texture: &Texture, clip: Clip) {
        let mut area = edge(&a, &b, c.x, c.y);
        if area < 0 {
            std::mem::swap(&mut b, &mut c);
            area = -area;
        }
        if area == 0 {
            return;
        }
        let least = |values: [i64; 3]| values.into_iter().min().unwrap_or(0).div_euclid(STEP);
        let most = |values: [i64; 3]| values.into_iter().max().unwrap_or(0).div_euclid(STEP) + 1;
        let left = least([a.x, b.x, c.x]).max(clip.left);
        let right = most([a.x, b.x, c.x]).min(clip.right).min(self.width as i64);
        let top = least([a.y, b.y, c.y]).max(clip.top);
        let bottom = most([a.y, b.y, c.y]).min(clip.bottom).min(self.height as i64);
        // A pixel on an edge that is not top or left is left to the neighbour.
        let bias = |from: &Corner, to: &Corner| i64::from(!is_top_left(from, to));
        let biases = [bias(&b, &c), bias(&c, &a), bias(&a, &b)];
        // One pixel further to the right changes each edge function by the same.
        let steps = [(&b, &c), (&c, &a), (&a, &b)].map(|(from, to)| (from.y - to.y) * STEP);
        let shade = Shade::new(&a, &b, &c, texture);
        for y in top..bottom {
            let (px, py) = (left * STEP + STEP / 2, y * STEP + STEP / 2);
            let start = [edge(&b, &c, px, py), edge(&c, &a, px, py), edge(&a, &b, px, py)];
            let (first, end) = span(start, steps, biases, right - left);
            if let Some(flat) = shade.flat {
                self.blend_run((left + first) as usize, (left + end) as usize, y as usize, flat);
                continue;
            }
            for along in first..end {
                let inside: [i64; 3] = std::array::from_fn(|index| start[index] + along * steps[index]);
                let source = shade.mixed(inside.map(|value| value as f32 / area as f32));
                self.blend((left + along) as usize, y as usize, source);
            }
        }
    }

    /// One colour from `first` to `end` in a row: most of a page, so its opaque part is copied, not blended.
    fn blend_run(&mut self, first: usize, end: usize, y: usize, source: [f32; 4]) {
        if first >= end {
            return;
        }
        if source[3] < 255.0 {
            for x in first..end {
                self.blend(x, y, source);
            }
            return;
        }
        let start = (y * self.width + first) * 4;
        let Some(run) = self.bytes.get_mut(start..start + (end - first) * 4) else { return };
        run[..4].copy_from_slice(&source.map(|channel| channel.round().clamp(0.0, 255.0) as u8));
        let mut done = 4;
        while done < run.len() {
            let more = done.min(run.len() - done);
            run.copy_within(..more, done);
            done += more;
        }
    }

    /// `source + target × (1 − alpha)`. A source without alpha is not skipped: egui has additive colours.
    fn blend(&mut self, x: usize, y: usize, source: [f32; 4]) {
        let start = (y * self.width + x) * 4;
        let Some(target) = self.bytes.get_mut(start..start + 4) else { return };
        let rest = 1.0 - source[3] / 255.0;
        for (target, source) in target.iter_mut().zip(source) {
            *target = (source + f32::from(*target) * rest).round().clamp(0.0, 255.0) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_what_looking_at_each_pixel_finds() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..10_000 {
            let start: [i64; 3] = std::array::from_fn(|_| random.i64(-300..300));
            let steps: [i64; 3] = std::array::from_fn(|_| random.i64(-40..=40));
            let least: [i64; 3] = std::array::from_fn(|_| random.i64(0..=1));
            let is_inside = |x: i64| (0..3).all(|edge| start[edge] + x * steps[edge] >= least[edge]);
            let wanted: Vec<i64> = (0..20).filter(|x| is_inside(*x)).collect();
            let (first, end) = span(start, steps, least, 20);
            assert_eq!((first..end).collect::<Vec<_>>(), wanted, "{start:?} {steps:?} {least:?}");
        }
    }
}
