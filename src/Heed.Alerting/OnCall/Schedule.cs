namespace Heed.Alerting.OnCall;

/// <summary>Who is on call for something, as <c>oncall.yml</c> plans it.</summary>
/// <param name="Name">Unique among the schedules.</param>
/// <param name="Zone">In which people are shown it.</param>
/// <param name="Layers">A later one covers an earlier one wherever it names somebody.</param>
/// <param name="Overrides">Of the file; a later one covers an earlier one, and all of them cover the layers.</param>
/// <param name="Backup">The schedule whose person is paged when this one's does not answer; empty for the person whose turn is next.</param>
public sealed record Schedule(
    string Name, TimeZoneInfo Zone, IReadOnlyList<IShiftSource> Layers, IReadOnlyList<Override> Overrides, string Backup);
