using Heed.Server.Hosting;

namespace Heed.Server.Tests.Hosting;

public sealed class SampleCommitsTests
{
    [Fact]
    public async Task Requests_that_wait_share_the_commit_behind_the_running_one()
    {
        using SemaphoreSlim entered = new(0);
        using SemaphoreSlim released = new(0);
        int commits = 0;
        SampleCommits gate = new(() =>
        {
            entered.Release();
            released.Wait();
            commits++;
            return null;
        });

        Task<string?> first = gate.CommitAsync();
        await entered.WaitAsync(TestContext.Current.CancellationToken);
        Task<string?>[] others = [.. Enumerable.Range(0, 50).Select(_ => gate.CommitAsync())];
        released.Release(2);
        await Task.WhenAll([first, .. others]);

        Assert.Equal(2, commits);
        Assert.NotSame(first, others[0]);
        Assert.All(others, other => Assert.Same(others[0], other));
    }

    [Fact]
    public async Task A_commit_that_throws_tells_its_own_requests_and_the_next_one_goes_on()
    {
        int calls = 0;
        SampleCommits gate = new(() => ++calls == 1 ? throw new IOException("no space") : null);

        await Assert.ThrowsAsync<IOException>(gate.CommitAsync);
        Assert.Null(await gate.CommitAsync());
    }
}
