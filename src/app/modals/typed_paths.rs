//! Several paths in one text: a line each, or in a line as a shell writes them and a terminal pastes them.

use std::path::{Path, PathBuf};

/// The paths of a text. `folder`: what stood there before, behind which a whole path may have been pasted.
pub fn of(text: &str, folder: &str) -> Vec<PathBuf> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| of_line(line, folder)).collect()
}

/// The one path of a text, whatever is in it.
pub fn one(text: &str, folder: &str) -> PathBuf {
    let (folder, rest) = parted(text.trim(), folder);
    folder.join(rest)
}

/// The folder that a text begins with, and the rest. Joined to a folder, a whole path is taken for itself.
fn parted<'t>(text: &'t str, folder: &'t str) -> (&'t Path, &'t str) {
    text.strip_prefix(folder).map_or((Path::new(""), text), |rest| (Path::new(folder), rest))
}

fn of_line(line: &str, folder: &str) -> Vec<PathBuf> {
    let (folder, rest) = parted(line, folder);
    let place = |path: &str| folder.join(path);
    let whole = place(rest);
    if whole.exists() {
        return vec![whole];
    }
    let words = words(rest);
    let is_quoted = rest.contains(['\'', '"', '\\']);
    let mut paths = words.iter().map(|word| place(word));
    // Else it is one path with blanks in it, which is not there.
    if is_quoted || paths.any(|path| path.exists()) {
        words.iter().map(|word| place(word)).collect()
    } else {
        vec![whole]
    }
}

/// The words of a line, of which those with blanks are quoted or have a backslash before each.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (_, Some(mark)) if letter == mark => quote = None,
            ('\'' | '"', None) => quote = Some(letter),
            // On Windows it parts folders.
            ('\\', None) if !cfg!(windows) => word.extend(letters.next()),
            (_, None) if letter.is_whitespace() => words.push(std::mem::take(&mut word)),
            _ => word.push(letter),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_apart_as_they_are_typed_and_as_they_are_pasted() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "").expect("written");
            path
        };
        let (plain, blank) = (at("a.csv"), at("b c.csv"));
        let both = vec![plain.clone(), blank.clone()];
        let (one, other) = (plain.display().to_string(), blank.display().to_string());
        let begin = folder.path().join("").display().to_string();
        for text in [
            format!("{one}\n{other}\n"),
            format!("{one} '{other}'"),
            format!("{one}  \"{other}\""),
            format!("{begin}{one} '{other}'"),
            format!("{begin}a.csv 'b c.csv'"),
        ] {
            assert_eq!(of(&text, &begin), both, "{text}");
        }
        #[cfg(not(windows))]
        assert_eq!(of(&format!("{one} {}", other.replace(' ', "\\ ")), ""), both);
        assert_eq!(of(&other, ""), [blank], "blanks part nothing in a name that is there");
        assert_eq!(of("/no such/folder.csv", ""), [PathBuf::from("/no such/folder.csv")]);
        assert!(of(" \n", "").is_empty());
    }
}
