using System.Globalization;

using Heed.Ingest.Events;
using Heed.Ingest.Files;

namespace Heed.Server.Hosting;

/// <summary>The events of several recorded files, merged by their time; at one time, in the order of the files.</summary>
public sealed class RecordedEvents : IDisposable
{
    private readonly List<Track> _tracks = [];
    private readonly List<string> _problems = [];

    /// <exception cref="IOException">A file cannot be opened.</exception>
    public RecordedEvents(IEnumerable<RecordedFile> files)
    {
        foreach (RecordedFile file in files) _tracks.Add(new Track(file));
        foreach (Track track in _tracks) track.Step(_problems);
    }

    /// <summary>What could not be read, at most a thousand lines of it: <c>file:line: what</c>.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The event's time, or, for one that tells none, that of the one before it; Unix milliseconds.</summary>
    public long TimeMs { get; private set; }

    /// <summary>The event as one JSON object.</summary>
    public ReadOnlyMemory<byte> Json { get; private set; }

    /// <summary>Where it stands: <c>file:line</c>.</summary>
    public string Place { get; private set; } = "";

    /// <summary>The share of all files that was read.</summary>
    public double Progress => _tracks.Sum(t => t.TotalBytes) is long total and > 0 ? (double)_tracks.Sum(t => t.BytesRead) / total : 1;

    /// <summary>The time of the event that <see cref="Next"/> would step to; null at the end.</summary>
    public long? NextTimeMs => Earliest()?.TimeMs;

    /// <summary>Steps to the next event in order of time; false at the end.</summary>
    public bool Next()
    {
        if (Earliest() is not { } track) return false;
        TimeMs = track.TimeMs;
        Json = track.Json;
        Place = track.Place;
        track.Step(_problems);
        return true;
    }

    public void Dispose()
    {
        foreach (Track track in _tracks) track.Dispose();
    }

    private Track? Earliest()
    {
        Track? earliest = null;
        foreach (Track track in _tracks)
        {
            if (!track.IsEnded && (earliest is null || track.TimeMs < earliest.TimeMs)) earliest = track;
        }

        return earliest;
    }

    /// <summary>One file and its next event.</summary>
    private sealed class Track(RecordedFile file) : IDisposable
    {
        private const int ProblemLimit = 1000;

        private readonly EventFile _events = EventFile.Open(file.Path);

        public bool IsEnded { get; private set; }

        public byte[] Json { get; private set; } = [];

        public long TimeMs { get; private set; } = long.MinValue;

        public long BytesRead => _events.BytesRead;

        public long TotalBytes => _events.TotalBytes;

        public string Place => string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{_events.Line}");

        public void Step(List<string> problems)
        {
            while (true)
            {
                EventFileStep step = _events.Next(out ReadOnlySpan<byte> json);
                if (step == EventFileStep.End)
                {
                    IsEnded = true;
                    return;
                }

                if (step == EventFileStep.Event)
                {
                    Take(json);
                    return;
                }

                string what = step == EventFileStep.TooLarge ? "an event is longer than the limit" : "the file is cut short here";
                if (problems.Count < ProblemLimit) problems.Add($"{Place}: {what}");
            }
        }

        public void Dispose() => _events.Dispose();

        private void Take(ReadOnlySpan<byte> json)
        {
            bool timed = EventParser.TryReadTime(json, out long timeMs);
            if (timed) TimeMs = timeMs + (long)file.Shift.TotalMilliseconds;
            Json = timed && file.Shift != TimeSpan.Zero ? EventTimes.Replace(json, TimeMs) : json.ToArray();
        }
    }
}
