using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Model.Parsing;
using Heed.Model.Records;
using Heed.Model.Time;

namespace Heed.Ingest.Events;

/// <summary>The words of refusals: what was expected and what was found.</summary>
internal static class RefusalDetails
{
    private const int QuotedBytes = 64;
    private const int ListedNames = 10;

    public static EventRefusal NotAnObject(ReadOnlySpan<byte> json, MemberToken token) =>
        new(RefusalReason.NotAnObject, $"expected an object, found {Found(json, token)}");

    public static EventRefusal Missing(string what) => new(RefusalReason.MissingMember, what);

    public static EventRefusal WrongType(ReadOnlySpan<byte> json, string name, string expected, MemberToken token) =>
        new(RefusalReason.WrongType, $"{name} must be {expected}; found {Found(json, token)}");

    public static EventRefusal OutOfRange(ReadOnlySpan<byte> json, string name, string expected, MemberToken token) =>
        new(RefusalReason.OutOfRange, $"{name} must be {expected}; found {Found(json, token)}");

    public static EventRefusal TooLarge(int bytes, int limit) => new(
        RefusalReason.TooLarge, string.Create(CultureInfo.InvariantCulture, $"the event has {bytes} bytes; at most {limit} are taken"));

    public static EventRefusal UnfinishedTooLarge(int limit) => new(
        RefusalReason.TooLarge, string.Create(CultureInfo.InvariantCulture, $"the event has more than {limit} bytes"));

    public static EventRefusal TooManyScores() => new(
        RefusalReason.TooLarge, string.Create(CultureInfo.InvariantCulture, $"scores has more than {EventLimits.MaxScores} members"));

    public static EventRefusal TooManyItems(string name) => new(
        RefusalReason.TooLarge, string.Create(CultureInfo.InvariantCulture, $"{name} has more than {EventLimits.MaxScores} items"));

    public static EventRefusal InvalidUtf8(int offset) => new(
        RefusalReason.InvalidUtf8, string.Create(CultureInfo.InvariantCulture, $"the bytes from offset {offset} are no UTF-8"));

    public static EventRefusal HalfSurrogate(string name) => new(
        RefusalReason.BrokenJson, $"{name} has an escape that is half of a surrogate pair");

    public static EventRefusal UnknownModel(string name, SchemaRegistry models) => new(
        RefusalReason.UnknownModel, $"unknown model {Quoting.Quote(name)}; {Known(name, models.Models.Select(m => m.Name))}");

    public static EventRefusal UnknownKind(string name) => new(
        RefusalReason.UnknownKind,
        $"unknown type {Quoting.Quote(name)}; {Known(name, ["prediction", "label", "correction", "deployment"])}");

    public static EventRefusal TimeUnreadable(ReadOnlySpan<byte> json, MemberToken token) => new(
        RefusalReason.TimeUnreadable,
        $"time must be RFC 3339, as 2026-03-01T00:00:12.345Z, or Unix milliseconds; found {Found(json, token)}");

    public static EventRefusal TooOld(long timeMs, long nowMs, TimeSpan limit, string hint) => new(
        RefusalReason.TooOld,
        $"time {Rfc3339.Format(timeMs)} is older than {PrometheusDuration.Format(limit)} before now ({Rfc3339.Format(nowMs)}){hint}");

    public static EventRefusal InFuture(long timeMs, long nowMs, TimeSpan limit, string hint) => new(
        RefusalReason.InFuture,
        $"time {Rfc3339.Format(timeMs)} is more than {PrometheusDuration.Format(limit)} after now ({Rfc3339.Format(nowMs)}){hint}");

    /// <summary>What a value is, with the value where it is short: <c>text "abc"</c>, <c>number 3</c>, <c>an array</c>.</summary>
    public static string Found(ReadOnlySpan<byte> json, MemberToken token) => token.Type switch
    {
        JsonTokenType.String => $"text {Quoting.Quote(Text(token.Of(json)))}",
        JsonTokenType.Number => $"number {Text(token.Of(json))}",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => "null",
    };

    /// <summary>The first bytes as text; an ellipsis stands for the rest.</summary>
    public static string Text(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= QuotedBytes ? Encoding.UTF8.GetString(utf8) : $"{Encoding.UTF8.GetString(utf8[..QuotedBytes])}…";

    private static string Known(string written, IEnumerable<string> names)
    {
        List<string> all = [.. names];
        if (all.Count == 0) return "no model is configured";
        string listed = string.Join(", ", all.Take(ListedNames));
        if (all.Count > ListedNames) listed = string.Create(CultureInfo.InvariantCulture, $"{listed} and {all.Count - ListedNames} more");
        string? near = NearestName.Find(written, all);
        return near is null ? $"known: {listed}" : $"known: {listed} (did you mean {Quoting.Quote(near)}?)";
    }
}
