//! Workbooks made by hand, part by part, so that a test says what is in them.

/// A zip whose files are stored as they are.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let at = out.len() as u32;
        let mut head = Vec::new();
        head.extend(20_u16.to_le_bytes());
        head.extend([0; 8]);
        head.extend(crc(content).to_le_bytes());
        head.extend((content.len() as u32).to_le_bytes());
        head.extend((content.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0; 2]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(*content);
        list.extend(b"PK\x01\x02");
        list.extend(20_u16.to_le_bytes());
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let at = out.len() as u32;
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((files.len() as u16).to_le_bytes());
    out.extend((files.len() as u16).to_le_bytes());
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

/// One sheet: its name, whether it is hidden, the XML of its rows, and what follows them.
pub struct Sheet<'a> {
    pub name: &'a str,
    pub hidden: bool,
    pub rows: String,
    pub after: &'a str,
}

impl<'a> Sheet<'a> {
    pub fn new(name: &'a str, rows: String) -> Self {
        Self { name, hidden: false, rows, after: "" }
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An XLSX workbook. Style 1 is a date, style 2 a date with its time.
pub fn xlsx(sheets: &[Sheet<'_>], from_1904: bool) -> Vec<u8> {
    let list: String = sheets
        .iter()
        .enumerate()
        .map(|(index, sheet)| {
            let state = if sheet.hidden { " state=\"hidden\"" } else { "" };
            let number = index + 1;
            format!("<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>", sheet.name)
        })
        .collect();
    let relations: String = (1..=sheets.len())
        .map(|number| {
            format!("<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>")
        })
        .collect();
    let epoch = if from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    let workbook =
        format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">{epoch}<sheets>{list}</sheets></workbook>");
    let package = "http://schemas.openxmlformats.org/package/2006";
    let relations = format!(
        "{HEAD}<Relationships xmlns=\"{package}/relationships\">{relations}<Relationship Id=\"rId99\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let styles = format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
    );
    let types = format!("{HEAD}<Types xmlns=\"{package}/content-types\"/>");
    let root = format!(
        "{HEAD}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let bodies: Vec<(String, String)> = sheets
        .iter()
        .enumerate()
        .map(|(index, sheet)| {
            let body = format!(
                "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{}</sheetData>{}</worksheet>",
                sheet.rows, sheet.after
            );
            (format!("xl/worksheets/sheet{}.xml", index + 1), body)
        })
        .collect();
    let mut files: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ];
    files.extend(bodies.iter().map(|(name, body)| (name.as_str(), body.as_bytes())));
    zip(&files)
}

/// The XML of rows, which begin at row 1. A cell that begins with `=` is XML as it stands, an empty one is left out.
pub fn rows(cells: &[&[&str]]) -> String {
    rows_from(1, cells)
}

pub fn rows_from(first: usize, cells: &[&[&str]]) -> String {
    let mut xml = String::new();
    for (index, row) in cells.iter().enumerate() {
        let number = first + index;
        xml.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in row.iter().enumerate() {
            let place = format!("{}{number}", char::from(b'A' + column as u8));
            match cell.strip_prefix('=') {
                _ if cell.is_empty() => {}
                Some(raw) => xml.push_str(&raw.replace("@", &place)),
                None if cell.parse::<f64>().is_ok() => xml.push_str(&format!("<c r=\"{place}\"><v>{cell}</v></c>")),
                None => xml.push_str(&format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")),
            }
        }
        xml.push_str("</row>");
    }
    xml
}

/// An ODS workbook with one sheet of this XML.
pub fn ods(table: &str, encrypted: bool) -> Vec<u8> {
    let office = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "{HEAD}<office:document-content xmlns:office=\"{office}:office:1.0\" xmlns:table=\"{office}:table:1.0\" xmlns:text=\"{office}:text:1.0\"><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    );
    let entry = if encrypted {
        "<manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry>"
    } else {
        "<manifest:file-entry manifest:full-path=\"content.xml\"></manifest:file-entry>"
    };
    let manifest =
        format!("{HEAD}<manifest:manifest xmlns:manifest=\"{office}:manifest:1.0\">{entry}</manifest:manifest>");
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}
