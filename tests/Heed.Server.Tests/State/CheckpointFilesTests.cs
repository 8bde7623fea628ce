using Heed.Model.Records;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;
using Heed.Server.State;
using Heed.Testing;

namespace Heed.Server.Tests.State;

public sealed class CheckpointFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _loaded = [];
    private readonly List<string> _damaged = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_is_loaded_where_there_is_no_checkpoint()
    {
        Assert.Equal(1UL, Load());
        Assert.Empty(_loaded);
        Assert.Empty(_damaged);
    }

    [Fact]
    public void The_newest_checkpoint_is_loaded_and_the_two_newest_are_kept()
    {
        CheckpointFiles files = new(_folder.Path);
        Assert.Equal(10UL, files.Write(10, 1, [Monitor()]).NeededFrom);
        Assert.Equal(10UL, files.Write(20, 2, [Monitor()]).NeededFrom);
        Assert.Equal(20UL, files.Write(30, 3, [Monitor()]).NeededFrom);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        Assert.Equal(30UL, Load());
        Assert.Equal(["credit"], _loaded);
    }

    [Fact]
    public void A_flipped_bit_anywhere_leads_back_to_the_checkpoint_before()
    {
        CheckpointFiles files = new(_folder.Path);
        files.Write(10, 1, [Monitor()]);
        files.Write(20, 2, [Monitor()]);
        string newest = Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).Last();
        byte[] whole = File.ReadAllBytes(newest);
        for (int at = 0; at < whole.Length; at += 1 + (whole.Length / 64))
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 0x10;
            File.WriteAllBytes(newest, flipped);
            _loaded.Clear();
            Assert.Equal(10UL, Load());
            Assert.Equal(["credit"], _loaded);
        }

        Assert.All(_damaged, file => Assert.Equal(Path.GetFileName(newest), file));
    }

    [Fact]
    public void A_file_cut_anywhere_leads_back_to_the_checkpoint_before()
    {
        CheckpointFiles files = new(_folder.Path);
        files.Write(10, 1, [Monitor()]);
        files.Write(20, 2, [Monitor()]);
        string newest = Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).Last();
        byte[] whole = File.ReadAllBytes(newest);
        for (int length = 0; length < whole.Length; length += 1 + (whole.Length / 64))
        {
            File.WriteAllBytes(newest, whole[..length]);
            Assert.Equal(10UL, Load());
        }
    }

    private ulong Load() => new CheckpointFiles(_folder.Path).LoadNewest(
        state =>
        {
            _loaded.Add(state.Model);
            Assert.Equal(MonitorLoadOutcome.Loaded, Monitor().Load(state.Content));
        },
        (file, _) => _damaged.Add(file));

    private static ModelMonitor Monitor()
    {
        ModelOptions options = new() { Name = "credit" };
        BaselineBuilder builder = new(options);
        for (int i = 0; i < 200; i++)
        {
            builder.AddFeatureNumber("income", i % 17);
            builder.EndPrediction(new BaselinePrediction(RecordId.Of(BitConverter.GetBytes(i)), i, 0.01, i % 3 == 0 ? "deny" : "approve", double.NaN, 0.3));
        }

        return new ModelMonitor(options, builder.Build().Value);
    }
}
