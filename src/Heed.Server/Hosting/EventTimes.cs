using System.Text;
using System.Text.Json;

using Heed.Model.Time;

namespace Heed.Server.Hosting;

/// <summary>Moves a recorded event to another time.</summary>
internal static class EventTimes
{
    /// <summary>The same event with another <c>time</c>; unchanged where it has none.</summary>
    public static byte[] Replace(ReadOnlySpan<byte> json, long timeMs)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isTime = reader.ValueTextEquals("time"u8);
            reader.Read();
            if (isTime)
            {
                byte[] time = Encoding.ASCII.GetBytes($"\"{Rfc3339.Format(timeMs)}\"");
                return [.. json[..(int)reader.TokenStartIndex], .. time, .. json[(int)reader.BytesConsumed..]];
            }

            reader.Skip();
        }

        return json.ToArray();
    }
}
