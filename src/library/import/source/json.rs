//! JSON lines, or one array of objects: an object a row, a name a column.
//!
//! What is nested gets a dotted name (`address.city`); a list of plain values is joined by `; `, any other list is kept as
//! its JSON text. Names that come later make later columns.

use std::{
    collections::HashMap,
    fmt,
    path::{Path, PathBuf},
};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

use super::{
    batch::{LONGEST_ROW, Rows},
    encoding::Letters,
    sniff::not_read,
};
use crate::library::{LibraryError, Progress};

/// More names than this are data, not columns.
const MOST_NAMES: usize = 20_000;
/// At so many lines within an object that begin as another one would, it is asked whether they may belong to it.
const MOST_ASKED: u32 = 8;

pub(super) struct JsonRows {
    path: PathBuf,
    letters: Letters,
    pub names: Vec<String>,
    index: HashMap<String, usize>,
    /// The names whose values are lists of objects.
    pub nested: Vec<String>,
}

impl JsonRows {
    /// Reads all of it once, for its names.
    pub fn open(path: &Path, progress: &Progress) -> Result<Self, LibraryError> {
        let letters = Letters::of(path, progress)?;
        let mut json =
            Self { path: path.to_owned(), letters, names: Vec::new(), index: HashMap::new(), nested: Vec::new() };
        let mut names = Vec::new();
        let mut index: HashMap<String, usize> = HashMap::new();
        let (mut values, mut nested) = (Vec::new(), Vec::new());
        json.each_object(
            |_| progress.step(0),
            |_, object| {
                values.clear();
                // Those that can't be read are told when the rows are wanted.
                if flatten(object, &mut values).is_ok() {
                    for (name, value) in values.drain(..) {
                        if is_nested(&value) && !nested.contains(&name) {
                            nested.push(name.clone());
                        }
                        let next = names.len();
                        index.entry(name.clone()).or_insert_with(|| {
                            names.push(name);
                            next
                        });
                    }
                }
                if names.len() <= MOST_NAMES {
                    return Ok(());
                }
                Err(LibraryError::Input(format!(
                    "{} has more than {MOST_NAMES} different names; some of them seem to be values",
                    path.display()
                )))
            },
        )?;
        if names.is_empty() {
            return Err(LibraryError::Input(format!(
                "{} holds no JSON objects with values; one object a lead is needed, a line each or in one array",
                path.display()
            )));
        }
        (json.names, json.index, json.nested) = (names, index, nested);
        Ok(json)
    }

    pub fn bytes(&self) -> u64 {
        self.letters.bytes
    }

    pub fn note(&self) -> Option<&str> {
        self.letters.note.as_deref()
    }

    pub fn run(&self, rows: &mut Rows<'_>, progress: &Progress) -> Result<(), LibraryError> {
        let mut values = Vec::new();
        let mut cells: Vec<Option<String>> = vec![None; self.names.len()];
        self.each_object(
            |bytes| progress.step(bytes),
            |line, object| {
                values.clear();
                if let Err(reason) = flatten(object, &mut values) {
                    return rows.bad_row(line, reason + &lines_lost(line, object));
                }
                for (name, value) in values.drain(..) {
                    if let Some(cell) = self.index.get(&name).and_then(|index| cells.get_mut(*index)) {
                        *cell = Some(value);
                    }
                }
                for cell in &mut cells {
                    rows.push(cell.take().as_deref().unwrap_or_default());
                }
                rows.end_row(line)
            },
        )?;
        rows.flush()
    }

    /// Cuts the file into objects, without reading them. What stands between them is handed on as it is.
    fn each_object(
        &self,
        mut step: impl FnMut(u64) -> Result<(), LibraryError>,
        mut visit: impl FnMut(u64, &[u8]) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        let failed = |err: std::io::Error| not_read(&self.path, &err);
        let mut text = self.letters.open(&self.path).map_err(failed)?;
        let mut cutter = Cutter::default();
        let (mut block, mut reported) = (Vec::new(), 0);
        while text.next(&mut block).map_err(failed)? {
            cutter.cut(&block, &mut visit)?;
            if cutter.object.len() > LONGEST_ROW {
                return Err(LibraryError::Input(format!(
                    "{}: the object that begins on line {} is longer than {} MB",
                    self.path.display(),
                    cutter.begin,
                    LONGEST_ROW >> 20
                )));
            }
            step(text.read - reported)?;
            reported = text.read;
        }
        while cutter.depth > 0 && cutter.asked <= MOST_ASKED && cutter.other.is_some() {
            cutter.give_up(&mut visit)?;
        }
        if cutter.depth > 0 {
            // It is a bad row like others, if it is the last: else a quote may be open since, and all that follows be lost.
            let mut lines = cutter.object.split(|byte| *byte == b'\n').skip(1);
            let is_last = lines.all(|line| !line.trim_ascii_start().starts_with(b"{"));
            if is_last && cutter.found > 0 {
                return visit(cutter.begin, &cutter.object);
            }
            return Err(LibraryError::Input(format!(
                "{}: the object that begins on line {} never ends; the file may have been cut off",
                self.path.display(),
                cutter.begin
            )));
        }
        cutter.end(&mut visit)
    }
}

/// Finds where objects begin and end.
#[derive(Default)]
struct Cutter {
    object: Vec<u8>,
    depth: usize,
    in_text: bool,
    escaped: bool,
    line: u64,
    /// The line on which the object begins.
    begin: u64,
    /// How far the line is indented; brackets and commas around objects are a part of that.
    indent: usize,
    /// Nothing else has come on the line.
    in_indent: bool,
    /// Of the line on which the object begins.
    begin_indent: usize,
    /// The first line in it that begins as another object would: where, and which.
    other: Option<(usize, u64)>,
    /// How many such lines there are.
    asked: u32,
    /// Objects so far.
    found: u64,
    /// What stands outside of objects and is more than commas and brackets is no object.
    stray: bool,
}

impl Cutter {
    fn cut(
        &mut self,
        block: &[u8],
        visit: &mut impl FnMut(u64, &[u8]) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        if self.line == 0 {
            (self.line, self.in_indent) = (1, true);
        }
        for byte in block {
            if self.depth == 0 {
                self.between(*byte, visit)?;
            } else {
                self.object.push(*byte);
                if *byte == b'{' && self.in_indent && self.indent <= self.begin_indent && self.is_another() {
                    self.give_up(visit)?;
                } else {
                    self.within(*byte, visit)?;
                }
            }
            if *byte == b'\n' {
                self.line += 1;
                (self.indent, self.in_indent) = (0, true);
            } else if self.in_indent {
                let is_around = self.depth == 0 && matches!(byte, b'[' | b',');
                self.in_indent = is_around || byte.is_ascii_whitespace();
                self.indent += usize::from(self.in_indent);
            }
        }
        Ok(())
    }

    /// A line begins as another object would, no deeper than the one that it stands in: whether it is one, as no object goes
    /// on like that.
    fn is_another(&mut self) -> bool {
        self.other.get_or_insert((self.object.len() - 1, self.line));
        self.asked += 1;
        // A list of objects without indents may be long.
        self.asked <= MOST_ASKED && serde_json::from_slice::<IgnoredAny>(&self.object).is_err_and(|err| !err.is_eof())
    }

    /// Ends an object where the next seems to begin: what can't be read takes no other rows with it.
    fn give_up(&mut self, visit: &mut impl FnMut(u64, &[u8]) -> Result<(), LibraryError>) -> Result<(), LibraryError> {
        let Some((end, line)) = self.other.take() else { return Ok(()) };
        let rest = self.object.split_off(end);
        visit(self.begin, &self.object)?;
        self.object.clear();
        (self.depth, self.in_text, self.escaped) = (0, false, false);
        (self.line, self.indent, self.in_indent) = (line, self.begin_indent, true);
        self.cut(&rest, visit)
    }

    fn between(
        &mut self,
        byte: u8,
        visit: &mut impl FnMut(u64, &[u8]) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        match byte {
            b'{' => {
                self.end(visit)?;
                (self.depth, self.begin, self.begin_indent) = (1, self.line, self.indent);
                (self.other, self.asked) = (None, 0);
                self.object.push(byte);
            }
            b'\n' => self.end(visit)?,
            b',' | b'[' | b']' if !self.stray => {}
            byte if byte.is_ascii_whitespace() => {}
            byte => {
                if !std::mem::replace(&mut self.stray, true) {
                    self.begin = self.line;
                }
                if self.object.len() < 200 {
                    self.object.push(byte);
                }
            }
        }
        Ok(())
    }

    fn within(
        &mut self,
        byte: u8,
        visit: &mut impl FnMut(u64, &[u8]) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        if self.in_text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return Ok(());
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.found += 1;
                    visit(self.begin, &self.object)?;
                    self.object.clear();
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What stood outside of objects ends.
    fn end(&mut self, visit: &mut impl FnMut(u64, &[u8]) -> Result<(), LibraryError>) -> Result<(), LibraryError> {
        if std::mem::take(&mut self.stray) {
            visit(self.begin, &self.object)?;
        }
        self.object.clear();
        Ok(())
    }
}

/// How far an object goes that is left out, if that is further than its line.
fn lines_lost(begin: u64, object: &[u8]) -> String {
    let lines = object.trim_ascii_end().iter().filter(|byte| **byte == b'\n').count() as u64;
    if lines == 0 { String::new() } else { format!("; all of it is left out, up to line {}", begin + lines) }
}

/// Whether a value is a list of objects, or of lists, kept as its text.
fn is_nested(value: &str) -> bool {
    value.starts_with("[{") || value.starts_with("[[")
}

/// The values of an object with their dotted names.
fn flatten(object: &[u8], values: &mut Vec<(String, String)>) -> Result<(), String> {
    if !object.starts_with(b"{") {
        return Err("here stands something that is no JSON object".to_owned());
    }
    let mut deserializer = serde_json::Deserializer::from_slice(object);
    let read = Flat { name: String::new(), values }.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    read.map_err(|err| {
        if err.is_eof() {
            return "the object never ends: a bracket is missing, or the file was cut off here".to_owned();
        }
        let message = err.to_string();
        if message.starts_with("control character") {
            return "the object cannot be read as JSON: a text in it is not closed on its line".to_owned();
        }
        let what = message.split(" at line").next().unwrap_or_default();
        format!("the object cannot be read as JSON: {what}")
    })
}

/// Takes one value apart.
struct Flat<'a> {
    name: String,
    values: &'a mut Vec<(String, String)>,
}

impl Flat<'_> {
    fn keep(self, value: String) {
        self.values.push((self.name, value));
    }
}

impl<'de> DeserializeSeed<'de> for Flat<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Flat<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, yes: bool) -> Result<(), E> {
        self.keep(yes.to_string());
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.keep(number.to_string());
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.keep(number.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.keep(number.to_string());
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.keep(text.to_owned());
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element::<Json>()? {
            items.push(item);
        }
        let plain = |item: &Json| match item {
            Json::Null => Some(String::new()),
            Json::Bool(yes) => Some(yes.to_string()),
            Json::Number(number) => Some(number.to_string()),
            Json::String(text) => Some(text.clone()),
            Json::Array(_) | Json::Object(_) => None,
        };
        let joined = items.iter().map(plain).collect::<Option<Vec<_>>>();
        let text = joined.map_or_else(|| Json::Array(items).to_string(), |items| items.join("; "));
        self.keep(text);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let name = if self.name.is_empty() { name } else { format!("{}.{name}", self.name) };
            map.next_value_seed(Flat { name, values: &mut *self.values })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, block: usize) -> Vec<(u64, String)> {
        let mut cutter = Cutter::default();
        let mut found = Vec::new();
        let mut visit = |line: u64, object: &[u8]| {
            found.push((line, String::from_utf8_lossy(object).into_owned()));
            Ok(())
        };
        for piece in text.as_bytes().chunks(block) {
            cutter.cut(piece, &mut visit).expect("no stop");
        }
        cutter.end(&mut visit).expect("no stop");
        found
    }

    #[test]
    fn objects_are_found_whether_in_lines_or_in_an_array() {
        for block in [1, 4, 1_000] {
            let found = cut("[{\"a\":\"}]\\\"\"},\n\n {\"b\":[1,{}]\n}]\nnull\n", block);
            let expected = [(1, "{\"a\":\"}]\\\"\"}"), (3, "{\"b\":[1,{}]\n}"), (5, "null")]
                .map(|(line, text)| (line, text.to_owned()));
            assert_eq!(found, expected, "{block}");
        }
    }

    #[test]
    fn an_object_that_goes_wrong_ends_where_the_next_begins() {
        let begins = |text: &str| {
            let cuts =
                [1, 5, 1_000].map(|block| cut(text, block).into_iter().map(|(line, _)| line).collect::<Vec<_>>());
            assert!(cuts.iter().all(|lines| *lines == cuts[0]), "{text}: {cuts:?}");
            cuts[0].clone()
        };
        let good = "{\"a\":\"x\"}\n";
        for bad in ["{\"a\":\"b\"c\"}", "{\"a\":\"b", "{\"a\":1", "{\"a\":1,", "{\"a\":", "{\"a\":[{\"b\":5\" 3\"}]}"] {
            assert_eq!(
                begins(&format!("{good}{bad}\n{good}{good}{bad}\n{good}{good}")),
                [1, 2, 3, 4, 5, 6, 7],
                "{bad}"
            );
            assert_eq!(begins(&format!("{bad}\n{good}{good}")), [1, 2, 3], "{bad}");
        }
        assert_eq!(begins("[{\"a\":1},\n{\"a\":\"b\"c\"},\n{\"a\":2}\n]"), [1, 2, 3]);
        let pretty =
            |value: &str| format!("  {{\n    \"a\": {value},\n    \"b\": [\n      {{\"c\": 1}}\n    ]\n  }},\n");
        assert_eq!(begins(&format!("[\n{}{}{}]", pretty("1"), pretty("\"b\"c\""), pretty("2"))), [2, 8, 14]);
    }

    #[test]
    fn a_list_of_objects_without_indents_is_whole() {
        let many = vec!["{\"b\":\"}\"}"; 50].join(",\n");
        let text = format!("{{\"a\":[\n{many}\n]}}\n{{\"a\":\n{{\"b\":2}}}}\n");
        let found: Vec<u64> = cut(&text, 7).into_iter().map(|(line, _)| line).collect();
        assert_eq!(found, [1, 53]);
    }

    #[test]
    fn what_is_nested_gets_a_dotted_name() {
        let mut values = Vec::new();
        flatten(br#"{"id":1,"a":{"b":{"c":true},"d":null},"e":["x",2],"f":[{"g":1}],"h":-0.5}"#, &mut values)
            .expect("an object");
        let listed: Vec<String> = values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(listed, ["id=1", "a.b.c=true", "e=x; 2", "f=[{\"g\":1}]", "h=-0.5"]);
        assert!(flatten(b"{\"a\":1,}", &mut values).is_err_and(|why| why.contains("cannot be read as JSON")));
        assert!(flatten(b"null", &mut values).is_err());
    }
}
