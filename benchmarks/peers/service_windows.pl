# Perl's Business::Hours beside ours: prints "name nanoseconds" a line. Windows as in C1; its holidays are closed all day.

use strict;
use warnings;
use Business::Hours;
use File::Basename qw(dirname);
use POSIX qw(mktime);
use Time::HiRes qw(time);

$ENV{TZ} = 'UTC';
my %week;
for my $day (0 .. 6) {
    my $rest = $day == 0 || $day == 6;
    $week{$day} = { Name => $day, Start => $rest ? '9:00' : '8:00', End => $rest ? '17:00' : '18:00' };
}
my @off;
open my $rows, '<', dirname(__FILE__) . '/../../tests/fixtures/cn_holidays.csv' or die $!;
while (<$rows>) { push @off, $1 if /^(\d{4}-\d\d-\d\d),off,/ }

# One for each question: an object that was used before answers from the span it was used for.
sub fresh {
    my $hours = Business::Hours->new();
    $hours->business_hours(%week);
    $hours->holidays(@off);
    return $hours;
}

my $first = mktime(0, 17, 10, 1, 0, 120);

sub told {
    my ($name, $times, $call) = @_;
    my $from = time;
    $call->($first + ($_ * 7919 % 1_000_000) * 60) for 1 .. $times;
    printf "%s %.1f\n", $name, (time - $from) / $times * 1e9;
}

told('business_hours_deadline', 200, sub { fresh()->add_seconds($_[0], 6 * 3600) });
told('business_hours_elapsed', 200, sub { fresh()->between($_[0], $_[0] + 300 * 3600) });
