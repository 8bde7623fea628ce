namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>All stories at once, a few of them at their beginning at a time; each test waits for its own.</summary>
public sealed class StoryRuns : IDisposable
{
    /// <summary>A story mostly waits for timers of seconds, so this many cost little more than one.</summary>
    private const int AtOnce = 16;

    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly Lazy<Dictionary<string, Task<StoryResult>>> _results;

    public StoryRuns() => _results = new(() => StoryCatalog.All.ToDictionary(s => s.Name, RunAsync));

    internal Task<StoryResult> ResultAsync(string story) => _results.Value[story];

    public void Dispose() => _places.Dispose();

    private async Task<StoryResult> RunAsync(Story story)
    {
        await _places.WaitAsync();
        try
        {
            return await Task.Run(() => new StoryRun(story).RunAsync());
        }
        finally
        {
            _places.Release();
        }
    }
}
