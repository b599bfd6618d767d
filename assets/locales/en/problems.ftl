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
problems-name = Say which is which…
problems-naming = { $count ->
    [one] 1 attribute that the model asks for is not in this library
   *[other] { $count } attributes that the model asks for are not in this library
} ({ $criteria ->
    [one] 1 criterion
   *[other] { $criteria } criteria
})
problems-naming-about = Say which of the library’s attributes each one is: the model then speaks of that one, in its criteria, test leads, personas and scenarios. All of it is one step to undo
problems-naming-back = Back to the list
problems-asked-by = { $count ->
    [one] 1 criterion
   *[other] { $count } criteria
}
problems-name-of = { $name } is
problems-name-none = not in this library
problems-name-filled = { $share } filled
problems-renamed = renamed in the library
problems-guess-name = guess: the same name
problems-guess-prefix = guess: the same but for a prefix
problems-guess-ending = guess: the same but for an ending
problems-guess-meaning = guess: a usual name for it
problems-guess-spelling = guess: nearly the same name
problems-guess-values = guess: { $found } of { $asked } values found there
problems-named-twice = taken for { $others } too
problems-named-empty = no lead has a value there
problems-named-already = other criteria read it already
problems-named-type = it is { $is }, and { $asked } is asked for
problems-refuse = Refuse the guess, { $name }
problems-refuse-all = { $count ->
    [one] Refuse the guess
   *[other] Refuse all { $count } guesses
}
problems-rename = { $count ->
    [0] Choose what is meant below
    [one] Change 1 criterion
   *[other] Change { $count } criteria
}
problems-named = { $count ->
    [one] 1 criterion reads another attribute now
   *[other] { $count } criteria read other attributes now
}
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
