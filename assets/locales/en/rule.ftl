# The rule of a criterion, as a sentence made of fields.
rule-kind = Kind of rule
rule-profile = Who they are
rule-behaviour = What they do

# Tests, as the middle of a sentence.
rule-test = Test
rule-is = is
rule-is-not = is not
rule-has-word = has the word
rule-contains = contains
rule-starts-with = starts with
rule-ends-with = ends with
rule-one-of = is one of
rule-none-of = is none of
rule-has-any-word = has any of the words
rule-contains-any = contains any of
rule-starts-with-any = starts with any of
rule-ends-with-any = ends with any of
rule-equal = is exactly
rule-not-equal = is not exactly
rule-less = is less than
rule-at-most = is at most
rule-greater = is more than
rule-at-least = is at least
rule-between = is between
rule-yes = is yes
rule-no = is no
rule-within-last = is within the last
rule-days-ago = was at least
rule-before = is before
rule-after = is after
rule-free-mail = is at a free-mail domain
rule-disposable = is at a disposable-mail domain
rule-not-an-address = is not an e-mail address
rule-keyboard-run = has keyboard neighbours in a row
rule-no-capital = has no capital letter
rule-one-character = is one character repeated
rule-known = is known
rule-unknown = is unknown

# Attributes.
rule-attribute = Attribute
rule-choose-attribute = Choose an attribute
rule-search-field = Search the fields
rule-type-field = Type the name of a field
rule-use-typed = Use “{ $name }”
rule-field-note = { $type }, known of { $fill }
rule-unknown-attribute = The open leads have no field “{ $name }”
rule-type-text = text
rule-type-number = number
rule-type-yes-no = yes or no
rule-type-date = date

# Values.
rule-plus-word = + word
rule-plus-value = + value
rule-plus-text = + text
rule-plus-activity = + activity
rule-add-word = Add word
rule-add-value = Add value
rule-add-text = Add text
rule-add-detail-text = Add text of the detail
rule-add-activity = Add activity
rule-remove-value = Remove { $value }
rule-more-values = and { $count } more
rule-unseen-value = No lead has the value “{ $value }”
rule-unknown-kind = The open leads have no activity “{ $kind }”
rule-number = Number
rule-least = Least
rule-most = Most
rule-range-backwards = No number is: the first is above the second
rule-date = Date
rule-days = Days
rule-days-after = { $number ->
        [one] day
       *[other] days
    }
rule-days-ago-after = days ago
rule-run = Neighbours in a row
rule-run-after = or more

rule-answers = Answer
rule-answer-yes = yes
rule-answer-no = no
rule-answer = { $answer } { $count }
rule-spread-span = { $least } to { $most }
rule-spread-about = The leads have { $least } to { $most }, half of them below { $median }. In colour: what passes

# Groups.
rule-group = Group
rule-all-of = all of these
rule-any-of = any of these
rule-none-of-these = none of these
rule-not-all-of = not all of these
rule-empty-holds = No test yet, so this holds for every lead
rule-empty-never = No test yet, so this holds for no lead
rule-and = and
rule-or = or
rule-not = not
rule-remove-not = Remove “not”
rule-add-test = + test
rule-add-group = + group
rule-more = or, and
rule-more-name = More tests
rule-join-and = and another test
rule-join-or = or another test
rule-join-but-not = but not another test
rule-negate = Turn into the opposite
rule-duplicate = Duplicate
rule-remove = Remove
rule-take-away = Take away
rule-clear = Start again

# Activities.
rule-counting = How activities count
rule-any = any
rule-any-about = gives the points once
rule-each = each
rule-each-about = gives them for every one
rule-absent = no
rule-absent-about = gives them for silence
rule-activity = activity
rule-whose-detail = whose detail
rule-whose-amount = whose amount
rule-and-amount = and whose amount
rule-at-least-times = at least
rule-at-most-times = at most
rule-times = Times
rule-times-after = { $number ->
        [one] time
       *[other] times
    }
rule-for = for
rule-once-per = once per
rule-spacing = Days between
rule-in-the-last = in the last
rule-window = Time window in days
rule-fade-lead = and
rule-fade = Fade
rule-fade-none = does not fade
rule-fade-expires = expires after
rule-fade-steps = loses
rule-fade-half-life = halves every
rule-fade-days = Days of the fade
rule-fade-percent = Percent lost
rule-fade-every = % every
rule-curve-span = { $number } { $number ->
        [one] day
       *[other] days
    }
rule-curve-about = All of the points at first, { $left } after { $half } days, { $rest } after { $span } days
rule-only-if = only if
rule-add-detail = + detail
rule-add-amount = + amount
rule-add-window = + time window
rule-add-spacing = + spacing
rule-add-fade = + fade
rule-add-only-if = + only if
rule-remove-detail = Remove the detail
rule-remove-amount = Remove the amount
rule-remove-window = Remove the time window
rule-remove-spacing = Remove the spacing
rule-remove-fade = Remove the fade
rule-remove-only-if = Remove “only if”

# The rule as text.
rule-shown-as = Rule shown as
rule-as-sentence = Sentence
rule-as-text = Text
rule-text = Rule as text
rule-text-hint = Job title contains any of "CEO", "CTO"
rule-text-keeps = Until it can be read, this counts: { $rule }
rule-text-nothing-yet = Until it can be read, the criterion matches no lead
rule-text-give-up = Drop this text
rule-text-waits = A text waits that is no rule yet: { $text }
rule-text-go-on = Go on with it
