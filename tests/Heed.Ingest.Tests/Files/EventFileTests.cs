using System.Globalization;
using System.Text;

using Heed.Ingest.Events;
using Heed.Ingest.Files;
using Heed.Ingest.Tests.Events;

namespace Heed.Ingest.Tests.Files;

public sealed class EventFileTests
{
    [Fact]
    public void Events_come_with_line_time_and_progress()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{\"time\":1000}\n\n{\"time\":2000}\n" + new string('x', 200) + "\n{\"time\":3000}");
        using EventFile file = new(new MemoryStream(bytes), maxEventBytes: 100);
        Assert.Equal(["1 Event 1000", "3 Event 2000", "4 TooLarge -", "5 Event 3000"], Steps(file));
        Assert.Equal(bytes.Length, file.BytesRead);
        Assert.Equal(bytes.Length, file.TotalBytes);
    }

    [Fact]
    public void A_cut_file_gives_what_is_whole_and_tells_of_the_cut_once()
    {
        byte[] gzip = BodyReading.Gzip(string.Concat(Enumerable.Range(0, 500).Select(i => $"{{\"time\":{i * 7919 % 1009}}}\n")));
        using EventFile whole = new(new MemoryStream(gzip));
        List<string> all = Steps(whole);
        Assert.Equal(500, all.Count);
        Assert.Equal(gzip.Length, whole.BytesRead);
        for (int length = gzip.Length / 2; length < gzip.Length; length += 7)
        {
            using EventFile cut = new(new MemoryStream(gzip[..length]));
            List<string> steps = Steps(cut);
            Assert.Equal(all.Take(steps.Count - 1), steps.SkipLast(1));
            Assert.Contains(" Truncated ", steps[^1], StringComparison.Ordinal);
        }
    }

    private static List<string> Steps(EventFile file)
    {
        List<string> steps = [];
        for (EventFileStep step = file.Next(out ReadOnlySpan<byte> json); step != EventFileStep.End; step = file.Next(out json))
        {
            string time = step == EventFileStep.Event && EventParser.TryReadTime(json, out long ms) ? ms.ToString(CultureInfo.InvariantCulture) : "-";
            steps.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Line} {step} {time}"));
        }

        return steps;
    }
}
