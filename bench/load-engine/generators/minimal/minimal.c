/* The least that an open model costs: even arrivals over keep-alive connections, one thread, one epoll. No pool that
 * grows, no timeouts, no parser, nothing per second.
 *
 * It wakes up and sends by the rules of the load tester's lane: all that is due goes out, then it waits for what is due
 * next, but 50 us at least; it looks what is ready before it waits, and between two answers whether that timer is
 * overdue. As many connections take turns as there. So the two differ in what they do for a request, not in when.
 *
 * Arguments: port, arrivals/s, unmeasured seconds, measured seconds. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

#define CONNECTIONS 96
#define SECOND 1000000000LL
#define SHORTEST_SLEEP 50000LL
#define OVERDUE 50000LL
#define LONGEST_DRAIN (5 * SECOND)
#define LATEST_MICROS 10000000

struct connection {
  int socket;
  long long intended;
};

static struct connection all[CONNECTIONS];
static struct connection *unused[CONNECTIONS];
static int first_unused, unused_count;
static char request[128];
static int request_length;
static long long rate, begin, measured_from, arrivals, noticed, sent, answered, errors;
static long long armed_for;
static int lag[LATEST_MICROS + 1], latency[LATEST_MICROS + 1];

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * SECOND + time.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static long long due(long long arrival) { return begin + arrival * SECOND / rate; }

static void record(int *histogram, long long nanos) {
  long long micros = nanos / 1000;
  histogram[micros < LATEST_MICROS ? micros : LATEST_MICROS]++;
}

static double percentile(const int *histogram, double percent) {
  long long total = 0, seen = 0;
  for (int micros = 0; micros <= LATEST_MICROS; micros++) total += histogram[micros];
  int micros = 0;
  while ((seen += histogram[micros]) < total * percent / 100) micros++;
  return micros;
}

static void release(struct connection *connection) {
  unused[(first_unused + unused_count++) % CONNECTIONS] = connection;
}

static void dispatch(void) {
  while (sent < noticed && unused_count > 0) {
    struct connection *connection = unused[first_unused];
    first_unused = (first_unused + 1) % CONNECTIONS;
    unused_count--;
    connection->intended = due(sent++);
    if (send(connection->socket, request, request_length, MSG_NOSIGNAL) != request_length) fail("send");
  }
}

static void fire(long long time) {
  for (; noticed < arrivals && due(noticed) <= time; noticed++)
    if (noticed >= measured_from) record(lag, time - due(noticed));
  dispatch();
  long long earliest = now() + SHORTEST_SLEEP, next = noticed < arrivals ? due(noticed) : earliest + SECOND / 10;
  armed_for = next > earliest ? next : earliest;
}

static void answer(struct connection *connection) {
  static char bytes[65536];
  ssize_t count = recv(connection->socket, bytes, sizeof bytes, 0);
  if (count <= 0) fail("recv");
  long long time = now();
  if (connection->intended >= due(measured_from)) {
    record(latency, time - connection->intended);
    errors += strncmp(bytes, "HTTP/1.1 200 ", 13) != 0;
  }
  answered++;
  release(connection);
  if (time - armed_for > OVERDUE) fire(time);
  dispatch();
}

static void open_connections(int epoll, int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int on = 1;
  for (int i = 0; i < CONNECTIONS; i++) {
    int s = all[i].socket = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(s, IPPROTO_TCP, TCP_CONGESTION, "reno", 4);
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(s, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.ptr = &all[i]};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, s, &event) != 0) fail("epoll_ctl");
    release(&all[i]);
  }
}

int main(int count, char **arguments) {
  if (count != 5) return 64;
  int port = atoi(arguments[1]);
  rate = atoll(arguments[2]);
  measured_from = rate * atoll(arguments[3]);
  arrivals = measured_from + rate * atoll(arguments[4]);
  request_length = snprintf(request, sizeof request,
      "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: minimal\r\n\r\n", port);
  int epoll = epoll_create1(0);
  open_connections(epoll, port);
  struct epoll_event events[CONNECTIONS];
  armed_for = begin = now();
  while (answered < arrivals && now() < due(arrivals) + LONGEST_DRAIN) {
    long long time = now();
    if (time >= armed_for) fire(time);
    int ready = epoll_wait(epoll, events, CONNECTIONS, 0);
    if (ready == 0) {
      long long left = armed_for - now();
      struct timespec wait = {left > 0 ? left / SECOND : 0, left > 0 ? left % SECOND : 0};
      ready = epoll_pwait2(epoll, events, CONNECTIONS, &wait, NULL);
    }
    if (ready < 0 && errno != EINTR) fail("epoll");
    for (int i = 0; i < ready; i++) answer(events[i].data.ptr);
  }
  printf("lag %.0f\n", percentile(lag, 99));
  printf("percentiles %.0f %.0f %.0f errors %lld\n", percentile(latency, 50), percentile(latency, 99),
      percentile(latency, 99.9), errors + arrivals - answered);
}
