using System.Text.Json;
using System.Text.Json.Serialization;

using Heed.Server.State;

namespace Heed.Server.Journal;

/// <summary>How lines of the journal are written: as other state, but what does not apply is left out.</summary>
internal static class JournalJson
{
    private static readonly JsonSerializerOptions Options = new(StateJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(JournalBody body) => JsonSerializer.Serialize(body, Options);

    public static JournalBody Read(string body) => JsonSerializer.Deserialize<JournalBody>(body, Options)!;
}
