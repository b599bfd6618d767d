use eframe::{
    egui::{TextureFilter, TextureOptions, TextureWrapMode},
    epaint::{Color32, ImageData, ImageDelta},
};

/// A texture as egui hands it over: premultiplied colours in gamma space, sampled without any conversion.
#[derive(Debug, Default)]
pub struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
    options: TextureOptions,
}

impl Texture {
    /// Replaces the whole, or a patch of it.
    pub fn apply(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            self.options = delta.options;
            (self.width, self.height) = (width, height);
            self.pixels.clone_from(&image.pixels);
            return;
        };
        for (row, pixels) in image.pixels.chunks_exact(width.max(1)).enumerate().take(height) {
            let start = (top + row) * self.width + left;
            if let Some(target) = self.pixels.get_mut(start..start + width) {
                target.copy_from_slice(pixels);
            }
        }
    }

    /// The colour at (u, v), each channel 0..=255.
    pub fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.width as f32, v * self.height as f32);
        if self.options.magnification == TextureFilter::Nearest {
            return self.texel(x.floor() as i64, y.floor() as i64);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_share, low_share) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        let corners = [
            (self.texel(left, top), (1.0 - right_share) * (1.0 - low_share)),
            (self.texel(left + 1, top), right_share * (1.0 - low_share)),
            (self.texel(left, top + 1), (1.0 - right_share) * low_share),
            (self.texel(left + 1, top + 1), right_share * low_share),
        ];
        std::array::from_fn(|channel| corners.iter().map(|(colour, share)| colour[channel] * share).sum())
    }

    fn texel(&self, x: i64, y: i64) -> [f32; 4] {
        let x = wrap(x, self.width, self.options.wrap_mode);
        let y = wrap(y, self.height, self.options.wrap_mode);
        let colour = self.pixels.get(y * self.width + x).copied().unwrap_or_default();
        colour.to_array().map(f32::from)
    }
}

fn wrap(index: i64, size: usize, mode: TextureWrapMode) -> usize {
    let size = size.max(1) as i64;
    let wrapped = match mode {
        TextureWrapMode::ClampToEdge => index.clamp(0, size - 1),
        TextureWrapMode::Repeat => index.rem_euclid(size),
        TextureWrapMode::MirroredRepeat => {
            let index = index.rem_euclid(2 * size);
            if index < size { index } else { 2 * size - 1 - index }
        }
    };
    wrapped as usize
}
