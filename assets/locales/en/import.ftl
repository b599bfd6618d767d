# The sheet that brings leads in from files.
wizard-title = Import leads
wizard-about = From files of any kind into a library on this machine. Nothing is written before you say so
wizard-close = Close the import
wizard-drop = Drop files here, or a folder of them
wizard-drop-now = Let go to look at the files
wizard-choose = Choose files…
wizard-no-table = There is no table in these files
wizard-teach-kinds = Any table
wizard-teach-kinds-about = CSV and TSV, Excel (XLSX, XLS), ODS, JSON lines. A workbook may hold leads, events and accounts on sheets of their own
wizard-teach-what = Leads, what they did, their companies
wizard-teach-what-about = Drop them together: what each file holds is found from its columns. Exports of HubSpot, Salesforce, Marketo and Mautic are recognised
wizard-teach-safe = Nothing is lost
wizard-teach-safe-about = You see what would be imported, changed and left out, with line and reason, before anything is written. A library is written all or nothing
wizard-events-as-leads = It looks like events, but there are no leads yet whose events they could be; its rows were taken for leads
wizard-reading = Reading { $file }
wizard-reading-files = Reading { $count } files
wizard-reading-about = What is in it, and what its columns are
wizard-importing = Importing into { $library }
wizard-importing-about = All or nothing: if it is stopped, the library stays as it was
wizard-stop = Stop
wizard-stopping = Stopping…
wizard-stopped = Stopped: nothing was written
wizard-rows = { $count ->
        [one] 1 row
       *[other] { $number } rows
    }
wizard-share-row-by-row = row by row, as some keys are there twice: { $percent }
wizard-share-read-again = begun anew, by what is known now: { $percent }
wizard-rows-of = { $done } of { $all }
wizard-seconds-left = about { $count } s left
wizard-minutes-left = about { $count } min left
wizard-leads = { $count ->
        [one] 1 lead
       *[other] { $number } leads
    }
wizard-accounts = { $count ->
        [one] 1 account
       *[other] { $number } accounts
    }
wizard-events = { $count ->
        [one] 1 event
       *[other] { $number } events
    }
wizard-found-in = { $rows } in { $file }
wizard-found-nothing = Nothing to import
wizard-tables = { $count } tables
wizard-and = { $first } and { $last }
wizard-or = { $first } or { $last }
wizard-sheet-of = { $sheet } in { $file }
wizard-recognised = recognised as an export of { $name }
wizard-misfits = { $count ->
        [one] 1 row does not fit the header
       *[other] { $count } rows do not fit the header
    }
wizard-no-objects = { $count ->
        [one] 1 object can't be read
       *[other] { $count } objects can't be read
    }
wizard-opening = opening the file, { $seconds } s so far
import-noted = { $count ->
    [one] One thing was noted of the import: it stands on the page Library
   *[other] { $count } things were noted of the import: they stand on the page Library
}
wizard-nothing-in = Every table is left out: say of one of them what it holds
wizard-kind-leads = Leads
wizard-kind-accounts = Accounts
wizard-kind-events = Events
wizard-kind-of = What { $table } holds
wizard-leave-out = Leave out
wizard-left-out = Left out
wizard-hidden-sheet = The sheet is hidden in the workbook
wizard-skipped = { $name } is left out
wizard-add-file = Add files…
wizard-into = Into
wizard-into-own = A library of its own
wizard-into-file = A library that is there
wizard-into-open = Adds to { $library }
wizard-into-open-leads = Add to { $library } ({ $count } leads)
wizard-into-own-file = A library of its own: { $library }
wizard-into-path = Path of the library
wizard-into-folder = in { $folder }
wizard-into-there = { $path } is there with { $leads }: what is imported is added, or changes them by key
wizard-into-made = { $path } is made by the import
wizard-as-of = Count ages from
wizard-as-of-hint = the newest date
wizard-as-of-about = The day from which a library counts how long ago things were; for example 2026-11-18
wizard-tabs = Shown
wizard-tab-columns = Columns { $number }
wizard-tab-column = This column
wizard-tab-rows = First rows
wizard-tab-outcome = Won or lost
wizard-tab-check = What will happen
wizard-more = More
wizard-more-about = What the columns are can be kept in a file, for the command line (--mapping) and for colleagues
wizard-save-mapping = Save what is said here as a mapping…
wizard-load-mapping = Do as a saved mapping says…
wizard-mapping-name = mapping.ron
wizard-mapping-saved = The mapping is in { $path }
wizard-mapping-loaded = As { $path } says
wizard-mapping-strange = { $path } was made for files with other columns
wizard-not-kept = The mapping could not be kept for the next time: { $why }
wizard-kept = As you did on { $day }: { $count ->
        [one] 1 column kept
       *[other] { $count } columns kept
    }.
wizard-begin-anew = Begin anew
wizard-find-column = Find a column
wizard-no-such-column = No column is called so
wizard-leave-question = Leave without importing? What you said here is lost
wizard-leave = Leave
wizard-stay = Stay
wizard-import = Import { $what }
wizard-update = Update { $what }
wizard-import-update = Import { $what }, update { $count }
wizard-import-nothing = Import, though nothing changes
wizard-changed-ones = { $what } changed
wizard-leak-in = “{ $name }” gives the outcome away: { $figures }
wizard-leaks-in = { $count } columns give the outcome away: { $names }
wizard-leak-out = “{ $name }” is left out, as it gives the outcome away: { $figures }
wizard-leaks-out = { $count } columns are left out, as they give the outcome away: { $names }
wizard-leak-may = “{ $name }” may give the outcome away: { $figures }
wizard-leaks-may = { $count } columns may give the outcome away: { $names }
wizard-leak-may-about = Leave it out if it is written down only when all is over; keep it if it is known while a lead is open
wizard-leak-may-leave = { $count ->
        [one] Leave it out
       *[other] Leave them out
    }
wizard-leak-about = What is written down when all is over says nothing of a lead that is open
wizard-leak-leave = Leave it out
wizard-leak-take = Take it all the same
wizard-no-leads = Nothing in { $table } says who its leads are (a name, an address, a company) or how they ended: its rows may be something else
wizard-no-leads-are-out = { $table } is left out: nothing in it says who its leads are (a name, an address, a company) or how they ended
wizard-no-leads-in = Its rows are leads
wizard-no-leads-out = Leave this table out
wizard-outcome-offer = “{ $name }” may say how leads ended: { $values }
wizard-yes-no-offer = No column says how leads ended, unless yes means won in { $names }
wizard-yes-no-take = Say which
wizard-no-outcome = No outcome comes in: every lead counts as open, and how many are won cannot be told
wizard-no-outcome-added = No outcome comes in: new leads count as open
wizard-unasked = { $number } of { $all } columns are asked for by nothing in the model
wizard-unasked-out = { $count ->
        [one] 1 column is
       *[other] { $number } columns are
    } left out, as nothing in the model asks for { $count ->
        [one] it
       *[other] them
    }
wizard-unasked-take = { $count ->
        [one] Take it all the same
       *[other] Take them all the same
    }
wizard-unasked-about = Names, companies and the like, by which people know a lead, are not among them
wizard-outcome-take = Take “{ $name }” for it
wizard-key-offer = The key is “{ $key }”, not “{ $name }”, which { $why }
wizard-no-key-offer = Nothing tells the leads apart: “{ $name }” { $why }
wizard-aside-take = Import as { $kind }
wizard-key-take = Take “{ $name }”
wizard-trying = Trying it on a copy: { $percent }
wizard-trying-about = What is new, what changes and what can’t be taken will stand here before anything is written
wizard-try-large = Check first
wizard-try-large-about = Reads everything once, on a copy of the library, and says what the import would do
wizard-not-tried = Not checked yet ({ $size })
wizard-stop-trying = Stop checking
wizard-look = What will happen
wizard-look-at-dirt = Look at them
wizard-role-key = Key
wizard-role-account = Account
wizard-role-created = Created
wizard-role-closed = Closed
wizard-role-outcome = Outcome
wizard-role-attribute = Attribute
wizard-role-lead = Lead
wizard-role-kind = Kind
wizard-role-at = Time
wizard-role-detail = Detail
wizard-role-amount = Amount
wizard-role-ignored = Leave out
wizard-role-key-about = Tells one row from every other: the next import finds its leads by it
wizard-role-account-about = The company that a lead belongs to
wizard-role-created-about = The day on which the lead came in
wizard-role-closed-about = The day on which it was won or lost. Not an attribute: it would give the answer away
wizard-role-outcome-about = Whether it was won or lost. Not an attribute: it would give the answer away
wizard-role-attribute-about = What is known of it, and can be scored
wizard-role-lead-about = Whose event it is
wizard-role-kind-about = What happened: a page, a form, an e-mail
wizard-role-at-about = When it happened
wizard-role-detail-about = Which page, which form, which e-mail
wizard-role-amount-about = How much: pages, minutes, money
wizard-role-ignored-about = The column is not imported
wizard-type-text = Text
wizard-type-number = Number
wizard-type-number-comma = Number 1.234,5
wizard-type-yes-no = Yes or no
wizard-type-date = Date
wizard-type-date-day = Date, day first
wizard-type-date-month = Date, month first
wizard-short-number-comma = Number 1,5
wizard-short-date-day = Date d/m/y
wizard-short-date-month = Date m/d/y
wizard-choice-number = Number, 1,234.5
wizard-choice-number-comma = Number, 1.234,5
wizard-choice-date-day = Date, day first: 03/04/2024 = 3 April 2024
wizard-choice-date-month = Date, month first: 03/04/2024 = 4 March 2024
wizard-why-blank = No row has a value
wizard-why-preset = A column of { $name }
wizard-why-text = Text: { $count } different values
wizard-why-text-about = Text: about { $count } different values
wizard-why-texts = Text: many different values
wizard-why-number = Every value is a number
wizard-why-number-comma = Every value is a number with a decimal comma
wizard-why-yes-no = Every value says yes ({ $yes }) or no ({ $no })
wizard-why-date = Every value is a date
wizard-why-most-number = Nearly every value is a number
wizard-why-most-number-comma = Nearly every value is a number with a decimal comma
wizard-why-most-date = Nearly every value is a date
wizard-why-by-hand = { $what }, as it was chosen
wizard-why-odd = { $count ->
        [one] 1 value does not fit and counts as missing
       *[other] { $number } values do not fit and count as missing
    }
wizard-why-odd-first = line { $line } says “{ $value }”
wizard-nearly = Take it as { $what }
wizard-nearly-about = { $count ->
        [one] 1 value counts as missing then
       *[other] { $number } values count as missing then
    }
wizard-why-date-unclear = Every value is a date, and none tells whether the day or the month comes first
wizard-why-percent = Percent: 12 % is 12
wizard-why-currency = Money: { $sign } is left away
wizard-why-errors = { $count ->
        [one] 1 error of the spreadsheet counts as missing
       *[other] { $count } errors of the spreadsheet count as missing
    }
wizard-why-key = Every row has another value
wizard-why-key-about-twice = About { $number } rows have a key that an earlier row has
wizard-why-key-twice = { $count ->
    [one] 1 row has a key that an earlier row has
   *[other] { $number } rows have a key that an earlier row has
}
wizard-under-one = < 1 %
wizard-over-99 = > 99 %
wizard-filled = { $filled } of { $rows } rows have a value
wizard-filled-of = { $name }: { $filled } filled
wizard-head-file = In the file
wizard-head-library = In the library
wizard-head-role = Is
wizard-head-type = Type
wizard-head-filled = Filled
wizard-head-examples = Examples
wizard-column = Column, { $name }
wizard-name-of = Name, { $name }
wizard-role-of = Role, { $name }
wizard-type-of = Type, { $name }
wizard-date-example = “{ $example }” is { $day }
wizard-date-unclear = It could also be read the other way round: see Type
wizard-also-attribute = Keep as an attribute too
wizard-nulls = Counts as missing
wizard-null = { $word } ({ $count })
wizard-values = { $count ->
        [one] 1 value
       *[other] { $count } values
    }
wizard-value-share = { $value }: { $share } of the rows
wizard-preview-about = { $count ->
        [one] The first row as it will be stored
       *[other] The first { $count } rows as they will be stored
    }
wizard-lost-value = “{ $value }” does not fit ({ $what }): it counts as missing
wizard-yes = Yes
wizard-no = No
wizard-won = Won
wizard-lost = Lost
wizard-open = Open
wizard-outcome-column = How a lead ended is said by
wizard-outcome-about = It is what scores are measured against, and never one of their criteria
wizard-outcome-no-column = no column
wizard-outcome-none = No column says how leads ended
wizard-outcome-none-about = With one (a stage, a status), Tandem shows what share of the leads in each cell was won. It can come with a later import too
wizard-outcome-many = “{ $name }” has more than 50 different values; choose a column with few
wizard-outcome-tick = Say which values mean won, and which mean lost
wizard-outcome-totals = { $won } won, { $lost } lost, { $open } open: { $share } of what has ended was won
wizard-check-new = Into { $library }, which is made by the import
wizard-check-adds = Into { $library }, which is there: leads are found again by their key
wizard-check-adds-accounts = Into { $library }, which is there: accounts are found again by their key, and their leads take over what is known of them
wizard-check-adds-events = Into { $library }, which is there: events go to their leads, and those that are there are not taken twice
wizard-check-failed = It can’t be imported like this
wizard-new-leads = { $count ->
        [one] new lead
       *[other] new leads
    }
wizard-new-accounts = { $count ->
        [one] new account
       *[other] new accounts
    }
wizard-new-events = { $count ->
        [one] new event
       *[other] new events
    }
wizard-named-accounts = { $count ->
        [one] known account filled in
       *[other] known accounts filled in
    }
wizard-named-accounts-about = Leads named them already; what these files say of them is known now
wizard-changed = changed
wizard-same = as they are
wizard-changes = What changes in the library
wizard-changes-done = What has changed in the library
wizard-is-open = open
wizard-is-won = won
wizard-is-lost = lost
wizard-moved-line = { $count ->
        [one] 1 { $from } lead becomes { $to }
       *[other] { $number } { $from } leads become { $to }
    }
wizard-example = { $old } → { $new }
wizard-changed-one = { $what }, { $example }
wizard-changed-such = { $what }, such as { $examples }
wizard-filled-in = { $count ->
        [one] { $what } gets a value
       *[other] { $what } get a value
    }
wizard-changed-line = “{ $name }”: { $what }
wizard-as-of-moves = Ages will be counted from { $after }, no longer from { $before }
wizard-as-of-moved = Ages are counted from { $after } now, no longer from { $before }
wizard-not-named = { $count ->
        [one] 1 lead of the library is not in the file and stays as it is
       *[other] { $number } leads of the library are not in the file and stay as they are
    }
wizard-outcomes-file = In the file: { $totals }
wizard-outcomes-then = In the library then: { $totals }
wizard-outcomes-library = In the library: { $totals }
wizard-cleared = Values that are lost, since the file has none, or none that can be read
wizard-cleared-line = { $count ->
        [one] 1 lead loses its value in “{ $name }”
       *[other] { $number } leads lose their values in “{ $name }”
    }
wizard-cleared-line-accounts = { $count ->
        [one] 1 account loses its value in “{ $name }”
       *[other] { $number } accounts lose their values in “{ $name }”
    }
wizard-new-attributes = { $count ->
        [one] 1 new attribute
       *[other] { $number } new attributes
    }
wizard-notes = Worth knowing
wizard-count-changed = { $count } changed
wizard-count-same = { $count } as they are
wizard-count-there = { $count } there already
wizard-count-cleared = { $count ->
        [one] 1 value is cleared
       *[other] { $number } values are cleared
    }
wizard-count-left-out = { $count ->
        [one] 1 row is left out
       *[other] { $number } rows are left out
    }
wizard-none-left-out = no row is left out
wizard-tables-out = { $count } of { $all } tables { $count ->
    [one] is
   *[other] are
} left out
wizard-no-dirt = Every row and every value can be taken
wizard-no-dirt-over = Every row and every value was taken
wizard-no-dirt-kept = Every row can be taken, and every value of the columns that are kept
wizard-no-dirt-kept-over = Every row was taken, and every value of the columns that are kept
wizard-no-dirt-missing = { $all }, but for { $count ->
        [one] 1 value that says “nothing is known” and counts as missing
       *[other] { $number } values that say “nothing is known” and count as missing
    }
wizard-columns-out = { $count ->
        [one] 1 column is left out: { $names }
       *[other] { $number } columns are left out: { $names }
    }
wizard-columns-out-of = { $count ->
        [one] 1 column of { $table } is left out: { $names }
       *[other] { $number } columns of { $table } are left out: { $names }
    }
wizard-columns-out-more = { $names } and { $count } more
wizard-dirt = What can’t be taken as it stands
wizard-dirt-over = What could not be taken
wizard-save-dirt = Save as CSV to mend…
wizard-save-dirt-about = All of it, with file, line, column, value and reason
wizard-no-dirt-file = The list could not be kept; check the import again
wizard-dirt-name = { $file } to mend.csv
wizard-not-copied = { $path } can’t be written: { $why }
wizard-row-left-out = the row is left out
wizard-value-missing = the value counts as missing
wizard-back = Back
wizard-dirt-line = Line
wizard-dirt-column = Column
wizard-dirt-value = Value
wizard-dirt-why = Why
wizard-dirt-more = and { $count } more, which are in the CSV file
wizard-dirt-name-of = Line { $line }: { $what }
wizard-done-title = The import is done
wizard-done-into = They are in { $library }, which is open now
wizard-imported-what = { $what } imported
wizard-imported-mixed = Imported: { $what }
wizard-imported-nothing = Nothing has changed: all of it was there just so
wizard-imported = { $what }; every row was taken
wizard-imported-tables = { $what }; { $out }, and every row of the others was taken
wizard-imported-but = { $what }; { $count ->
        [one] 1 row was left out: { $why }
       *[other] { $number } rows were left out: { $why }
    }
wizard-no-criteria = The model has no criteria yet, so every lead scores 0: begin with a template of your trade
wizard-bring-events = Bring their events…
wizard-bring-events-about = Engagement is scored by what leads did: bring a table with lead, time and kind
wizard-bring-leads = Bring the leads…
wizard-bring-leads-about = There are no leads of these accounts yet
wizard-see-matrix = See them in the matrix
wizard-see-leads = Look at the leads
wizard-see-fields = See its fields
wizard-done = Done
dialog-save-dirt = Save what can’t be taken
dialog-save-mapping = Save the mapping
dialog-load-mapping = Load a mapping
files-mappings = Mappings
