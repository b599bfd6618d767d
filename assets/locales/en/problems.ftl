# The page “Problems”, and the strip that goes from one to the next.
problems-looking = Looking…
problems-against = Checked against { $leads } leads in “{ $library }”
problems-against-as-of = Checked against { $leads } leads in “{ $library }”, as of { $day }
problems-without-leads = Checked without leads. With leads open, names, values and matches are checked too.
problems-in-leads = seen in the leads
problems-keys = Arrows choose, Enter goes there
problems-keys-mend = Arrows choose, Enter goes there, M mends, Shift M mends all like it
problems-errors = Errors
problems-errors-about = The model can’t be relied on until these are mended
problems-warnings = Warnings
problems-warnings-about = It works, but likely not as meant
problems-model = Model settings
problems-cells = Cells of the matrix
problems-go = Go there
problems-go-name = Go there: { $sentence }
problems-mend-all = Mend all { $count }
problems-mend-all-name = Mend all { $count } like this: { $sentence }
problems-mended = { $count } problems mended
problems-no-mend = This one needs a decision: Enter goes there
problems-none = No problems
problems-none-with-leads = Looked at: names, references and limits; ranges, bands and cells; points against their tiers; rules that repeat, hide or exclude each other; caps, routes and mail domains. And in the leads: fields and kinds of event that do not occur, values that nobody has, criteria that match nobody or everybody.
problems-none-without-leads = Looked at: names, references and limits; ranges, bands and cells; points against their tiers; rules that repeat, hide or exclude each other; caps, routes and mail domains. With leads open, also fields, values and kinds of event that do not occur, and criteria that match nobody or everybody.
problems-at = { $number } of { $count }
problems-left = { $count ->
    [one] Mended. One more is left
   *[other] Mended. { $count } are left
}
problems-all = All problems
problems-close = Close the problem
