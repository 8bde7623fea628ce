namespace Heed.Ingest.Events;

/// <summary>The words of <see cref="RefusalReason"/> in metrics, logs and answers.</summary>
public static class RefusalReasons
{
    public static IReadOnlyList<RefusalReason> All { get; } = Enum.GetValues<RefusalReason>();

    public static string Word(RefusalReason reason) => reason switch
    {
        RefusalReason.BrokenJson => "broken_json",
        RefusalReason.InvalidUtf8 => "invalid_utf8",
        RefusalReason.NotAnObject => "not_an_object",
        RefusalReason.MissingMember => "missing_member",
        RefusalReason.WrongType => "wrong_type",
        RefusalReason.OutOfRange => "out_of_range",
        RefusalReason.UnknownModel => "unknown_model",
        RefusalReason.UnknownKind => "unknown_kind",
        RefusalReason.TimeUnreadable => "time_unreadable",
        RefusalReason.TooOld => "too_old",
        RefusalReason.InFuture => "in_future",
        RefusalReason.TooLarge => "too_large",
        RefusalReason.TooDeep => "too_deep",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "expected a declared reason"),
    };
}
