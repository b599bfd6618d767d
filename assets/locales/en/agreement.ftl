# The page “Agreement”: what qualified means, what was decided, who signed.
agreement-no-criteria = Nothing to agree on yet: add criteria first
agreement-in-round = A blind round is under way: nothing is settled before the reveal
agreement-to-settle = { $agreed } of { $all } criteria agreed. { $contested ->
        [one] Settle one, then both teams sign
       *[other] Settle { $contested }, then both teams sign
    }
agreement-to-speak = { $agreed } of { $all } criteria agreed. { $open ->
        [one] On one a team has yet to speak
       *[other] On { $open } a team has yet to speak
    }. Both teams can sign
agreement-to-sign = All { $all } criteria agreed. Both teams can sign
agreement-to-sign-one = { $team } has signed, { $other } can sign
agreement-signed = Signed by both teams
agreement-lapsed = Changed since it was signed: both teams look again
qualified-title = Qualified means
qualified-count = { $to_sales } of { $leads } leads
qualified-count-a-week = { $to_sales } of { $leads } leads, { $a_week } a week
qualified-fit = Fit: { $thresholds }
qualified-engagement = Engagement: { $thresholds }
signatures-title = Signatures
signatures-none = has not signed
signatures-holds = { $name }, { $day }
signatures-lapsed = lapsed: { $number ->
        [one] 1 change since
       *[other] { $number } changes since
    }
signatures-lapsed-unknown = lapsed: changed since
signatures-who = { $name } signed on { $day }
signatures-lost = The file does not hold the version that was signed, so what changed since can’t be told
signatures-more = and { $count } more
signatures-name = Who signs for { $team }
signatures-name-hint = Name
signatures-sign = Sign as { $team }
signatures-again = Sign again as { $team }
signatures-no-name = Type the name of who signs
signatures-contested = { $count ->
        [one] One criterion is still contested
       *[other] { $count } criteria are still contested
    }
signatures-errors = { $count ->
        [one] One problem makes the model wrong: mend it first
       *[other] { $count } problems make the model wrong: mend them first
    }
signatures-round = The blind round is not revealed yet
signatures-empty = There is no criterion to sign
signed-log = Signed by { $team }
decisions-title = Decisions
decisions-none = What is settled is written down here, with its reason: so that nobody has to remember it next quarter
decisions-unlogged = { $count ->
        [one] 1 change is not in the log
       *[other] { $count } changes are not in the log
    }
decisions-field-renamed = “{ $from }” is now called “{ $to }”, in { $count ->
        [one] 1 criterion
       *[other] { $count } criteria
    }
decisions-followed = { $count ->
        [one] 1 rule
       *[other] { $count } rules
    } followed what was renamed or merged in the library. That is no change of what was agreed, and needs no line here.
decisions-since-signed = since it was signed
decisions-since-opened = since the model was opened
decisions-reason = Reason
decisions-reason-hint = Why
decisions-who = Decided by
decisions-both = both teams
decisions-record = Record
decisions-copy = Copy as a table
decisions-copied = The log of decisions is copied: paste it into a sheet
decisions-remove = Remove the line on { $subject }
decisions-reason-of = Reason, { $subject }
decisions-go = { $subject }: { $what }
decisions-table-when = When
decisions-table-subject = Criterion
decisions-table-what = What
decisions-table-from = From
decisions-table-to = To
decisions-table-reason = Reason
decisions-table-who = Who
