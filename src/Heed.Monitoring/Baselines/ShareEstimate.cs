namespace Heed.Monitoring.Baselines;

/// <summary>
/// Estimates from the blocks of a baseline how its shares vary: seasons by a shrunk analysis of variance over the cells of the week,
/// inflation over blocks, groups of blocks and days, and what days add. See docs/statistics/evidence.md.
/// </summary>
internal sealed class ShareEstimate
{
    // With fewer blocks or groups their spread is a guess.
    private const int LeastBlocks = 8;
    private const int LeastGroups = 4;

    /// <summary>The inflation where the baseline has too few blocks to tell.</summary>
    private const double Uncalibrated = 2;

    // Rarer components borrow the mean inflation of the distribution: a few successes tell nothing of their own clustering.
    private const double FewSuccesses = 50;

    // Between-cell over within-cell variance from which on a season is believed.
    private const double SeasonRatio = 1.5;

    private readonly ShareTable _table;
    private readonly RowBlocks _blocks;
    private readonly int _dayTypes;
    private readonly double[] _expected;

    private ShareEstimate(ShareTable table, RowBlocks blocks)
    {
        _table = table;
        _blocks = blocks;
        _dayTypes = DayTypesOf(blocks);
        _expected = new double[table.Blocks];
    }

    public static ShareVariation Of(ShareTable table, RowBlocks blocks) => new ShareEstimate(table, blocks).Estimate();

    private static int DayTypesOf(RowBlocks blocks)
    {
        HashSet<int> weekdays = [];
        HashSet<int> weekends = [];
        for (int b = 0; b < blocks.Cells.Length; b++) (blocks.Cells[b] < 24 ? weekdays : weekends).Add(blocks.Days[b]);
        if (weekdays.Count + weekends.Count < 2) return 0;
        return weekdays.Count >= 2 && weekends.Count >= 2 ? 2 : 1;
    }

    private ShareVariation Estimate()
    {
        int components = _table.Components;
        ShareVariation result = new()
        {
            Trials = new long[components],
            Shares = new double[components],
            Errors = new double[components],
            Inflations = new double[components],
            DaySpreads = new double[components],
            Floors = [.. _table.Floors],
            BlockTrials = components == 0 ? 0 : Sum(_table.TrialsOf(0)) / Blocks(),
            Seasons = new float[components * ShareVariation.Cells],
        };
        bool seasonal = false;
        double sum = 0;
        for (int c = 0; c < components; c++)
        {
            seasonal |= EstimateOne(c, result);
            if (c < _table.Distribution) sum += result.Inflations[c];
        }

        double mean = _table.Distribution == 0 ? 1 : sum / _table.Distribution;
        for (int c = 0; c < components; c++)
        {
            bool rare = Math.Min(result.Shares[c], 1 - result.Shares[c]) * result.Trials[c] < FewSuccesses;
            if (rare && _table.FollowsValues[c]) result.Inflations[c] = Math.Max(result.Inflations[c], mean);
            result.Errors[c] *= Math.Sqrt(result.Inflations[c]);
        }

        // A baseline that was made and one that was loaded are the same to the last bit: the file holds single precision.
        foreach (double[] figures in new[] { result.Shares, result.Errors, result.Inflations, result.DaySpreads, result.Floors })
        {
            for (int c = 0; c < components; c++) figures[c] = (float)figures[c];
        }

        for (int c = 0; c < components; c++) result.Shares[c] = (float)Math.Clamp(result.Shares[c], ShareVariation.Least, 1 - ShareVariation.Least);

        return seasonal ? result : result.WithoutSeasons();
    }

    /// <summary>
    /// Blocks of the size that inflation holds for. Hours may each have an effect of their own, which more traffic does not average out;
    /// dependence between neighbouring rows is seen whole in a group of runs.
    /// </summary>
    private int Blocks() => _blocks.HasTimes || _blocks.Groups[^1] < LeastGroups ? Math.Max(1, _table.Blocks) : _blocks.Groups[^1] + 1;

    private bool EstimateOne(int component, ShareVariation result)
    {
        ReadOnlySpan<double> successes = _table.SuccessesOf(component);
        ReadOnlySpan<double> trials = _table.TrialsOf(component);
        double n = Sum(trials);
        double share = (Sum(successes) + 0.5) / (n + 1);
        double spread = share * (1 - share);
        result.Trials[component] = (long)n;
        result.Shares[component] = share;
        double trust = FitSeasons(component, share, result.Seasons);
        double own = _table.Blocks < LeastBlocks ? Uncalibrated : Inflation([], LeastBlocks, component, spread, trust * 24);
        double groups = Inflation(_blocks.Groups, LeastGroups, component, spread, trust * 4);
        double days = Inflation(_blocks.Days, LeastGroups, component, spread, trust);
        result.Inflations[component] = Math.Max(Math.Max(_table.Floors[component], own), Math.Max(groups, days));
        double dayTrials = _blocks.Days.Length == 0 ? 0 : n / (_blocks.Days[^1] + 1);
        result.DaySpreads[component] = dayTrials > 0 ? Math.Sqrt(Math.Max(0, days - Math.Max(own, groups)) * spread / dayTrials) : 0;

        // What is expected of a cell is known less well than the whole, as far as it follows the cell.
        double cells = 1 + (trust * trust * ((_dayTypes * 24) - 1));
        result.Errors[component] = Math.Sqrt(spread * cells / (n + 1));
        return trust > 0;
    }

    /// <summary>Fills the expected shares of blocks and cells; returns how far cells are believed, from 0 to 1.</summary>
    private double FitSeasons(int component, double share, float[] seasons)
    {
        Array.Fill(_expected, share);
        if (_dayTypes == 0) return 0;
        double[] cellSuccesses = new double[ShareVariation.Cells];
        double[] cellTrials = new double[ShareVariation.Cells];
        ReadOnlySpan<double> successes = _table.SuccessesOf(component);
        ReadOnlySpan<double> trials = _table.TrialsOf(component);
        for (int b = 0; b < trials.Length; b++)
        {
            cellSuccesses[CellOf(b)] += successes[b];
            cellTrials[CellOf(b)] += trials[b];
        }

        double ratio = VarianceRatio(share, successes, trials, cellSuccesses, cellTrials);
        double trust = ratio > SeasonRatio ? 1 - (1 / ratio) : 0;
        for (int cell = 0; cell < ShareVariation.Cells; cell++)
        {
            int known = _dayTypes == 2 ? cell : cell % 24;
            double own = cellTrials[known] > 0 ? cellSuccesses[known] / cellTrials[known] : share;
            seasons[(cell * _table.Components) + component] = (float)(share + (trust * (own - share)));
        }

        for (int b = 0; b < _expected.Length; b++) _expected[b] = seasons[(_blocks.Cells[b] * _table.Components) + component];
        return trust;
    }

    private int CellOf(int block) => _dayTypes == 2 ? _blocks.Cells[block] : _blocks.Cells[block] % 24;

    private double VarianceRatio(
        double share, ReadOnlySpan<double> successes, ReadOnlySpan<double> trials, double[] cellSuccesses, double[] cellTrials)
    {
        double between = 0;
        double within = 0;
        int cells = 0;
        for (int cell = 0; cell < cellTrials.Length; cell++)
        {
            if (cellTrials[cell] == 0) continue;
            cells++;
            double difference = (cellSuccesses[cell] / cellTrials[cell]) - share;
            between += cellTrials[cell] * difference * difference;
        }

        for (int b = 0; b < trials.Length; b++)
        {
            if (trials[b] == 0) continue;
            double difference = (successes[b] / trials[b]) - (cellSuccesses[CellOf(b)] / cellTrials[CellOf(b)]);
            within += trials[b] * difference * difference;
        }

        int freedom = trials.Length - cells;
        return cells < 2 || freedom < 1 || within <= 0 ? 0 : between / (cells - 1) / (within / freedom);
    }

    /// <summary>
    /// Variance of the groups' residual shares over the binomial one; 0 where there are too few groups.
    /// </summary>
    /// <param name="groups">By block, ascending; empty for each block alone.</param>
    /// <param name="fitted">Means that the season took from each group of its kind, for every kind of day.</param>
    private double Inflation(ReadOnlySpan<int> groups, int least, int component, double spread, double fitted)
    {
        ReadOnlySpan<double> successes = _table.SuccessesOf(component);
        ReadOnlySpan<double> trials = _table.TrialsOf(component);
        double sum = 0;
        int used = 0;
        for (int b = 0; b < trials.Length;)
        {
            double residual = 0;
            double n = 0;
            int group = groups.IsEmpty ? b : groups[b];
            for (; b < trials.Length && (groups.IsEmpty ? b : groups[b]) == group; b++)
            {
                residual += successes[b] - (trials[b] * _expected[b]);
                n += trials[b];
            }

            if (n == 0) continue;
            used++;
            sum += residual * residual / n;
        }

        double freedom = used - Math.Max(1, fitted * _dayTypes);
        return used < Math.Max(2, least) || freedom <= 0 ? 0 : sum / (spread * freedom);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum;
    }
}
