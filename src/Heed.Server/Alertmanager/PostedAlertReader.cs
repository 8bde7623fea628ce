using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Server.Alertmanager;

/// <summary>
/// Reads the body of <c>POST /api/v2/alerts</c> in one pass. An alert that cannot be used is counted and does not keep the others
/// from being taken, as in Alertmanager.
/// </summary>
internal sealed class PostedAlertReader
{
    private static readonly ConcurrentBag<PostedAlertReader> Spare = [];

    private const int MostShared = 5_000;

    private readonly TextPool _pool = new();
    private readonly HashSet<LabelSet> _shared = [];
    private readonly List<Label> _pairs = [];
    private readonly List<Alert> _alerts = [];
    private string _error = "";
    private int _invalid;

    private PostedAlertReader()
    {
    }

    /// <param name="body">UTF-8.</param>
    /// <param name="nowMs">When it was said.</param>
    public static PostedAlerts Read(ReadOnlySpan<byte> body, long nowMs)
    {
        if (!Spare.TryTake(out PostedAlertReader? reader)) reader = new PostedAlertReader();
        try
        {
            return reader.ReadAll(body, nowMs);
        }
        finally
        {
            Spare.Add(reader);
        }
    }

    private PostedAlerts ReadAll(ReadOnlySpan<byte> body, long nowMs)
    {
        _alerts.Clear();
        _error = "";
        _invalid = 0;
        try
        {
            Utf8JsonReader json = new(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray) return new PostedAlerts([], 0, "expected a list of alerts");
            while (json.Read() && json.TokenType != JsonTokenType.EndArray) ReadAlert(ref json, nowMs);
        }
        catch (JsonException broken)
        {
            return new PostedAlerts([], 0, "the body is not JSON: " + broken.Message);
        }
        catch (InvalidOperationException)
        {
            return new PostedAlerts([], 0, "the body has a text that is not UTF-8, or a value of another type than text");
        }

        return new PostedAlerts([.. _alerts], _invalid, _error);
    }

    private void ReadAlert(ref Utf8JsonReader json, long nowMs)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("expected an alert, an object");
        LabelSet? labels = null;
        LabelSet annotations = LabelSet.Empty;
        long starts = 0;
        long ends = 0;
        string generator = "";
        string error = "";
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.ValueTextEquals("labels"u8)) labels = ReadPairs(ref json, checksNames: true, ref error);
            else if (json.ValueTextEquals("annotations"u8)) annotations = Shared(ReadPairs(ref json, checksNames: false, ref error));
            else if (json.ValueTextEquals("startsAt"u8)) starts = ReadTime(ref json, ref error);
            else if (json.ValueTextEquals("endsAt"u8)) ends = ReadTime(ref json, ref error);
            else if (json.ValueTextEquals("generatorURL"u8)) generator = ReadText(ref json);
            else Skip(ref json);
        }

        if (labels is null || labels.Count == 0) error = error.Length > 0 ? error : "at least one label pair required";
        if (starts == 0) starts = ends == 0 ? nowMs : ends;
        if (ends != 0 && ends < starts) error = error.Length > 0 ? error : "start time must be before end time";
        if (error.Length == 0) _alerts.Add(new Alert(labels!, annotations, starts, ends, nowMs, generator));
        else
        {
            _invalid++;
            if (_error.Length == 0) _error = error;
        }
    }

    private LabelSet ReadPairs(ref Utf8JsonReader json, bool checksNames, ref string error)
    {
        _pairs.Clear();
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return LabelSet.Empty;
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("expected pairs of texts, an object");
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            string name = _pool.Read(json);
            json.Read();
            string value = _pool.Read(json);
            if (name.Length == 0 || (checksNames && HasLoneSurrogate(name))) error = $"invalid label set: invalid name \"{name}\"";
            else if (value.Length > 0) _pairs.Add(new Label(name, value));
        }

        Span<Label> pairs = CollectionsMarshal.AsSpan(_pairs);
        pairs.Sort(static (x, y) => string.CompareOrdinal(x.Name, y.Name));
        for (int i = 1; i < pairs.Length; i++)
        {
            if (pairs[i].Name == pairs[i - 1].Name) throw new JsonException($"expected every name once, found \"{pairs[i].Name}\" again");
        }

        return LabelSet.FromOrdered(pairs);
    }

    /// <summary>Alerts of a rule mostly have the same annotations: they are in memory once. Bounded: when it is full it begins anew.</summary>
    private LabelSet Shared(LabelSet annotations)
    {
        if (_shared.TryGetValue(annotations, out LabelSet? known)) return known;
        if (_shared.Count >= MostShared) _shared.Clear();
        _shared.Add(annotations);
        return annotations;
    }

    private static bool HasLoneSurrogate(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) return true;
        }

        return false;
    }

    /// <summary>Go's zero time stands for none.</summary>
    private static long ReadTime(ref Utf8JsonReader json, ref string error)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null) return 0;
        if (json.TokenType != JsonTokenType.String) throw new JsonException("expected a time, a text");
        ReadOnlySpan<byte> text = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        if (text.StartsWith("0001-01-01T00:00:00"u8)) return 0;
        if (Rfc3339.TryParse(text, out long timeMs)) return timeMs;
        error = $"expected a time such as 2026-03-02T00:00:00Z, found \"{json.GetString()}\"";
        return 0;
    }

    private string ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? "" : _pool.Read(json);
    }

    private static void Skip(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }
}
