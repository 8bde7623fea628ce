namespace Heed.Ingest.Events;

/// <summary>The names of <see cref="EventMember"/>.</summary>
internal static class EventMembers
{
    public const int Count = (int)EventMember.Reviewer + 1;

    /// <summary>By length first: every comparison is then one or two machine words against a constant.</summary>
    public static EventMember Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => name.SequenceEqual("id"u8) ? EventMember.Id : EventMember.None,
        4 => OfFour(name),
        5 => OfFive(name),
        6 => name.SequenceEqual("scores"u8) ? EventMember.Scores : EventMember.None,
        7 => name.SequenceEqual("version"u8) ? EventMember.Version : EventMember.None,
        8 => OfEight(name),
        9 => name.SequenceEqual("embedding"u8) ? EventMember.Embedding : EventMember.None,
        10 => OfTen(name),
        _ => EventMember.None,
    };

    public static string Name(EventMember member) =>
        member == EventMember.LatencyMs ? "latency_ms" : member.ToString().ToLowerInvariant();

    private static EventMember OfFour(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("type"u8)) return EventMember.Type;
        if (name.SequenceEqual("time"u8)) return EventMember.Time;
        if (name.SequenceEqual("cost"u8)) return EventMember.Cost;
        return name.SequenceEqual("note"u8) ? EventMember.Note : EventMember.None;
    }

    private static EventMember OfFive(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("model"u8)) return EventMember.Model;
        if (name.SequenceEqual("score"u8)) return EventMember.Score;
        if (name.SequenceEqual("label"u8)) return EventMember.Label;
        return name.SequenceEqual("error"u8) ? EventMember.Error : EventMember.None;
    }

    private static EventMember OfEight(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("features"u8)) return EventMember.Features;
        if (name.SequenceEqual("segments"u8)) return EventMember.Segments;
        if (name.SequenceEqual("reviewer"u8)) return EventMember.Reviewer;
        return name.SequenceEqual("endpoint"u8) ? EventMember.Endpoint : EventMember.None;
    }

    private static EventMember OfTen(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("prediction"u8)) return EventMember.Prediction;
        return name.SequenceEqual("latency_ms"u8) ? EventMember.LatencyMs : EventMember.None;
    }
}
