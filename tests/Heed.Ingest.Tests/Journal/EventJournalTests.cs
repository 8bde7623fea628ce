using System.Globalization;
using System.Text;

using Heed.Ingest.Journal;
using Heed.Model.Checksums;

namespace Heed.Ingest.Tests.Journal;

public sealed class EventJournalTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("heed-journal-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_committed_is_read_again_after_opening()
    {
        using (EventJournal journal = Open())
        {
            Assert.Equal(1UL, journal.NextSequence);
            Assert.Equal(1UL, journal.Append("one"u8, 1000));
            Assert.Equal(2UL, journal.Append(""u8, 2000));
            Assert.Empty(Read(journal));
            CommitOutcome outcome = journal.Commit();
            Assert.Equal(new CommitOutcome(CommitStatus.Committed, 2, 67, null), outcome);
            journal.Append("given up"u8, 3000);
        }

        using EventJournal again = Open();
        Assert.Equal(["1 1000 one", "2 2000 "], Read(again));
        Assert.Equal(3UL, again.NextSequence);
        Assert.Equal(2, again.CommittedRecords);
        Assert.Equal(24 + 67, again.CommittedBytes);
        Assert.Equal(0, again.CutBytes);
        Assert.Empty(again.Damages);
        Assert.Equal(3UL, again.Append("three"u8, 3000));
        Assert.True(again.Commit().IsKept);
        Assert.Equal(["2 2000 ", "3 3000 three"], Read(again, 2));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format_page()
    {
        using (EventJournal journal = Open())
        {
            journal.Append("{}\n"u8, 0x0102030405060708);
            journal.Commit();
        }

        byte[] bytes = File.ReadAllBytes(Path.Combine(_directory, "events-00000000000000000001.journal"));
        string expected =
            "484545444A524E4C" + "01000000" + "0100000000000000" + Hex(Crc32C.Of(bytes.AsSpan(0, 20)))
            + "F5484AF6" + Hex(Crc32C.Of(bytes.AsSpan(32, 24))) + "03000000" + Hex(Crc32C.Of("{}\n"u8))
            + "0100000000000000" + "0807060504030201" + "7B7D0A";
        Assert.Equal(expected, Convert.ToHexString(bytes));
    }

    [Fact]
    public void A_last_record_cut_at_any_byte_is_cut_off_and_the_rest_kept()
    {
        string path = WriteThree();
        byte[] whole = File.ReadAllBytes(path);
        int lastStart = whole.Length - (32 + "third".Length);
        for (int length = lastStart; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            using (EventJournal journal = Open())
            {
                Assert.Equal(["1 10 first", "2 20 second"], Read(journal));
                Assert.Equal(length - lastStart, journal.CutBytes);
                Assert.Empty(journal.Damages);
                Assert.Equal(3UL, journal.Append("again"u8, 30));
                Assert.True(journal.Commit().IsKept);
            }

            using EventJournal reopened = Open();
            Assert.Equal(["1 10 first", "2 20 second", "3 30 again"], Read(reopened));
            Assert.Equal(0, reopened.CutBytes);
        }
    }

    [Fact]
    public void A_file_cut_inside_its_header_is_begun_anew()
    {
        string path = WriteThree();
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < 24; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            using EventJournal journal = Open();
            Assert.Equal(length, journal.CutBytes);
            Assert.Empty(Read(journal));
            journal.Append("x"u8, 1);
            journal.Commit();
            Assert.Equal(["1 1 x"], Read(journal));
        }
    }

    [Fact]
    public void Any_flipped_bit_costs_its_own_record_and_no_other()
    {
        string path = WriteThree();
        byte[] whole = File.ReadAllBytes(path);
        string[] records = ["1 10 first", "2 20 second", "3 30 third"];
        int[] starts = [24, 24 + 37, 24 + 37 + 38, whole.Length];
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, flipped);
            int hit = Array.FindLastIndex(starts, s => s <= bit / 8);
            using EventJournal journal = Open();
            Assert.Equal(records.Where((_, i) => i != hit), Read(journal));
            if (hit == 2 && journal.CutBytes > 0)
            {
                Assert.Equal(whole.Length - starts[2], journal.CutBytes);
                continue;
            }

            JournalDamage damage = Assert.Single(journal.Damages);
            Assert.Equal(Path.GetFileName(path), damage.Segment);
            Assert.Equal(hit < 0 ? 0 : starts[hit], damage.Offset);
            Assert.Equal(hit < 0 ? 24 : starts[hit + 1] - starts[hit], damage.Bytes);
            Assert.Equal(4UL, journal.NextSequence);
        }
    }

    [Fact]
    public void Random_flips_in_many_records_lose_only_those_they_hit()
    {
        Random random = new(20260301);
        for (int round = 0; round < 30; round++)
        {
            string directory = Path.Combine(_directory, round.ToString(CultureInfo.InvariantCulture));
            JournalOptions options = new() { SegmentBytes = 4000, Sync = SyncMode.Never };
            using (EventJournal journal = EventJournal.Open(directory, options))
            {
                for (int i = 1; i <= 200; i++)
                {
                    journal.Append(Encoding.ASCII.GetBytes(new string('p', random.Next(0, 200))), i);
                    if (i % 3 == 0) journal.Commit();
                }

                journal.Commit();
            }

            HashSet<ulong> hit = [];
            foreach (string path in Directory.GetFiles(directory).Order(StringComparer.Ordinal).SkipLast(1)) FlipOne(path, random, hit);
            using EventJournal damaged = EventJournal.Open(directory, options);
            List<ulong> expected = [.. Enumerable.Range(1, 200).Select(i => (ulong)i).Where(i => !hit.Contains(i))];
            Assert.Equal(expected, Read(damaged).Select(r => ulong.Parse(r.Split(' ')[0], CultureInfo.InvariantCulture)));
            Assert.Equal(expected.Count, damaged.CommittedRecords);
            Assert.Equal(hit.Count, damaged.DamageCount);
            Assert.Equal(201UL, damaged.NextSequence);
        }
    }

    [Fact]
    public void Segments_rotate_and_old_ones_are_deleted_whole()
    {
        JournalOptions options = new() { SegmentBytes = 200, Sync = SyncMode.Never };
        using (EventJournal journal = EventJournal.Open(_directory, options))
        {
            for (int i = 1; i <= 10; i++)
            {
                journal.Append(new byte[50], i);
                journal.Commit();
            }

            Assert.Equal(5, journal.SegmentCount);
            Assert.Equal((5 * 24) + (10 * 82), journal.CommittedBytes);
            Assert.Equal(0, journal.DeleteBefore(2));
            Assert.Equal(1, journal.DeleteBefore(4));
            Assert.Equal(1, journal.DeleteBefore(5));
            Assert.Equal(3, journal.SegmentCount);
            Assert.Equal(6, Read(journal).Count);
            Assert.Equal(2, journal.DeleteBefore(ulong.MaxValue));
            Assert.Equal(2, Read(journal).Count);
        }

        using EventJournal again = EventJournal.Open(_directory, options);
        Assert.Equal(11UL, again.NextSequence);
        Assert.Equal(["events-00000000000000000009.journal"], Directory.GetFiles(_directory).Select(Path.GetFileName));
    }

    [Fact]
    public void A_reader_does_not_miss_a_segment_that_was_deleted_under_it()
    {
        using EventJournal journal = EventJournal.Open(_directory, new JournalOptions { SegmentBytes = 60, Sync = SyncMode.Never });
        for (int i = 1; i <= 3; i++)
        {
            journal.Append("x"u8, i);
            journal.Commit();
        }

        using JournalReader reader = journal.Read(1);
        Assert.True(reader.Next());
        journal.DeleteBefore(3);
        Assert.True(reader.Next());
        Assert.Equal(3UL, reader.Sequence);
        Assert.False(reader.Next());
    }

    [Fact]
    public void A_full_disk_costs_the_commit_that_meets_it_and_nothing_else()
    {
        DiskFailures failures = new();
        using (EventJournal journal = EventJournal.Open(_directory, new JournalOptions(), path => new FailingSegmentFile(path, failures)))
        {
            journal.Append("kept"u8, 1);
            Assert.True(journal.Commit().IsKept);
            failures.RoomBytes = 40;
            journal.Append("lost, but readable"u8[..8], 2);
            journal.Append("lost"u8, 2);
            CommitOutcome outcome = journal.Commit();
            Assert.Equal(new CommitOutcome(CommitStatus.WriteFailed, 2, 76, "events-00000000000000000001.journal: No space left on device"), outcome);
            Assert.Equal(2UL, journal.NextSequence);
            Assert.Equal(1, journal.FailedCommits);
            failures.RoomBytes = 40;
            failures.FailTruncate = true;
            journal.Append("lost, t."u8, 2);
            journal.Append("lost"u8, 2);
            Assert.Equal(CommitStatus.WriteFailed, journal.Commit().Status);
            failures.RoomBytes = long.MaxValue;
            journal.Append("lost as well"u8, 2);
            Assert.Equal(CommitStatus.WriteFailed, journal.Commit().Status);
            failures.FailTruncate = false;
            Assert.Equal(2UL, journal.Append("b"u8, 3));
            Assert.True(journal.Commit().IsKept);
            Assert.Equal(["1 1 kept", "2 3 b"], Read(journal));
        }

        using EventJournal again = Open();
        Assert.Equal(["1 1 kept", "2 3 b"], Read(again));
        Assert.Empty(again.Damages);
        Assert.Equal(0, again.CutBytes);
    }

    [Fact]
    public void A_disk_that_does_not_confirm_is_not_trusted_with_the_same_file()
    {
        DiskFailures failures = new();
        using EventJournal journal = EventJournal.Open(_directory, new JournalOptions(), path => new FailingSegmentFile(path, failures));
        journal.Append("kept"u8, 1);
        journal.Commit();
        failures.FailFlush = true;
        journal.Append("lost"u8, 2);
        Assert.Equal(CommitStatus.SyncFailed, journal.Commit().Status);
        failures.FailFlush = false;
        journal.Append("b"u8, 3);
        Assert.True(journal.Commit().IsKept);
        Assert.Equal(2, journal.SegmentCount);
        Assert.Equal(["1 1 kept", "2 3 b"], Read(journal));
    }

    [Fact]
    public void A_rotation_that_meets_a_full_disk_happens_later()
    {
        DiskFailures failures = new();
        JournalOptions options = new() { SegmentBytes = 100 };
        using EventJournal journal = EventJournal.Open(_directory, options, path => new FailingSegmentFile(path, failures));
        journal.Append("kept"u8, 1);
        journal.Commit();
        failures.RoomBytes = 10;
        journal.Append(new byte[80], 2);
        Assert.Equal(CommitStatus.WriteFailed, journal.Commit().Status);
        failures.RoomBytes = long.MaxValue;
        journal.Append("b"u8, 3);
        Assert.True(journal.Commit().IsKept);
        Assert.Equal(["2 3 b"], Read(journal, 2));
    }

    [Fact]
    public void A_number_is_never_given_out_below_the_least_that_was_asked_for()
    {
        WriteThree();
        using EventJournal journal = EventJournal.Open(_directory, new JournalOptions { LeastNextSequence = 10 });
        Assert.Equal(10UL, journal.Append("x"u8, 1));
        journal.Commit();
        Assert.Equal(["3 30 third", "10 1 x"], Read(journal, 3));
    }

    [Fact]
    public void Another_version_is_refused_by_name()
    {
        string path = WriteThree();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[8] = 2;
        BitConverter.TryWriteBytes(bytes.AsSpan(20), Crc32C.Of(bytes.AsSpan(0, 20)));
        File.WriteAllBytes(path, bytes);
        InvalidDataException error = Assert.Throws<InvalidDataException>(Open);
        Assert.Equal($"expected version 1 of the journal format in {path}, found 2", error.Message);
    }

    [Fact]
    public void Appending_and_committing_allocate_nothing_once_grown()
    {
        using EventJournal journal = EventJournal.Open(_directory, new JournalOptions { Sync = SyncMode.Never });
        byte[] payload = new byte[1000];
        for (int i = 0; i < 10; i++) Round(journal, payload);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) Round(journal, payload);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Round(EventJournal journal, byte[] payload)
        {
            for (int i = 0; i < 100; i++) journal.Append(payload, 1);
            journal.Commit();
        }
    }

    private EventJournal Open() => EventJournal.Open(_directory, new JournalOptions());

    private string WriteThree()
    {
        using EventJournal journal = Open();
        journal.Append("first"u8, 10);
        journal.Append("second"u8, 20);
        journal.Append("third"u8, 30);
        journal.Commit();
        return Path.Combine(_directory, "events-00000000000000000001.journal");
    }

    private static List<string> Read(EventJournal journal, ulong from = 1)
    {
        List<string> entries = [];
        using JournalReader reader = journal.Read(from);
        while (reader.Next())
        {
            entries.Add(string.Create(CultureInfo.InvariantCulture, $"{reader.Sequence} {reader.AcceptedAtMs} {Encoding.UTF8.GetString(reader.Payload)}"));
        }

        return entries;
    }

    /// <summary>Flips a bit behind the file header and notes the record that it is in.</summary>
    private static void FlipOne(string path, Random random, HashSet<ulong> hit)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int at = random.Next(24, bytes.Length);
        int start = 24;
        while (true)
        {
            Assert.True(RecordHeader.TryRead(bytes.AsSpan(start), out RecordHeader header));
            if (start + header.RecordBytes > at)
            {
                hit.Add(header.Sequence);
                break;
            }

            start += (int)header.RecordBytes;
        }

        bytes[at] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(path, bytes);
    }

    private static string Hex(uint value) => Convert.ToHexString(BitConverter.GetBytes(value));
}
