using System.IO.Compression;
using System.Text.Json;

namespace BikeService;

/// <summary>Hours with their rentals, from a file of events.</summary>
internal static class BikeData
{
    public static IReadOnlyList<(BikeHour Hour, double Rentals)> Read(string path)
    {
        Dictionary<string, BikeHour> hours = [];
        List<(BikeHour, double)> labelled = [];
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            string id = root.GetProperty("id").GetString()!;
            if (root.GetProperty("type").ValueEquals("prediction")) hours[id] = root.GetProperty("features").Deserialize<BikeHour>()!;
            else if (hours.Remove(id, out BikeHour? hour)) labelled.Add((hour, root.GetProperty("label").GetDouble()));
        }

        return labelled;
    }
}
