using System.Globalization;

using Heed.Model.Labels;

namespace Heed.Server.Journal;

/// <summary>An alert that the journal knows.</summary>
/// <param name="Key">Its fingerprint as routing knows it.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="LastMs">When it was seen last to begin.</param>
public readonly record struct JournalSubject(ulong Key, LabelSet Labels, long LastMs)
{
    public string Name => Labels.Get(LabelNames.AlertName);

    /// <summary>The subject of what is told of a notification.</summary>
    public static ulong OfNotification(string id)
    {
        StableHash hash = new(0);
        hash.Add(id);
        return hash.ToUInt64();
    }

    /// <summary>Sixteen hexadecimal digits.</summary>
    public static bool TryParse(string text, out ulong key)
    {
        key = 0;
        return text.Length == 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }
}
