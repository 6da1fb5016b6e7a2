/* A server that writes down when it read each request, so that how evenly a generator sends is not its own word.
 *
 * Answers every request with three bytes and the headers of nginx. /server-count is in the form of nginx's stub_status.
 * /bursts is the share, in percent, of the requests between the last two questions for the count that came within a
 * quarter of an even gap after the one before: none of an even load, four of five of one that goes out in fives. Above
 * some 20,000/s an answer takes longer than that quarter, and bursts hide behind each other.
 *
 * Argument: port. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define REMEMBERED (1 << 24)
#define EVENTS 512
#define SECOND 1000000000LL
#define HEAD "HTTP/1.1 200 OK\r\nServer: witness\r\nDate: %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\nConnection: %s\r\n\r\n%s"

static char answer[512];
static int answer_length;
static long long answer_second = -1;
static long long came[REMEMBERED];
static long long requests, asked, asked_before;

static long long now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * SECOND + at.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* A new date each second, as nginx has one: a generator that remembers heads must not have it easier here. */
static int write_answer(char *to, size_t size, const char *connection, const char *body) {
  char date[64];
  time_t seconds = time(NULL);
  strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime(&seconds));
  return snprintf(to, size, HEAD, date, strlen(body), connection, body);
}

static void write_bursts(char *body, size_t size) {
  long long first = asked_before + 1, last = asked - 1, gaps = last - first, in_bursts = 0;
  if (gaps < 1 || requests - first > REMEMBERED) {
    snprintf(body, size, "-\n");
    return;
  }
  double even = (came[last % REMEMBERED] - came[first % REMEMBERED]) / (double)gaps;
  for (long long i = first + 1; i <= last; i++)
    in_bursts += came[i % REMEMBERED] - came[(i - 1) % REMEMBERED] < even / 4;
  snprintf(body, size, "%.2f\n", 100.0 * in_bursts / gaps);
}

/* Counts as a request, as it does for nginx. */
static void write_count(char *body, size_t size) {
  asked_before = asked;
  asked = requests;
  came[requests++ % REMEMBERED] = now();
  snprintf(body, size, "Active connections: 1 \nserver accepts handled requests\n 1 1 %lld \n", requests);
}

/* A shell writes its question line by line: who closed after the first would reset the connection. */
static void answer_question(int client, char *bytes, ssize_t count, size_t size) {
  char body[128], whole[512];
  while (!strstr(bytes, "\r\n\r\n")) {
    ssize_t more = (size_t)count < size ? recv(client, bytes + count, size - count, 0) : 0;
    if (more <= 0) return;
    bytes[count += more] = 0;
  }
  if (strncmp(bytes, "GET /bursts", 11) == 0)
    write_bursts(body, sizeof body);
  else
    write_count(body, sizeof body);
  send(client, whole, write_answer(whole, sizeof whole, "close", body), MSG_NOSIGNAL);
}

static void reply(int client) {
  static char bytes[65536];
  ssize_t count = recv(client, bytes, sizeof bytes - 1, 0);
  if (count <= 0) {
    close(client);
    return;
  }
  bytes[count] = 0;
  if (strncmp(bytes, "GET /server-count", 17) == 0 || strncmp(bytes, "GET /bursts", 11) == 0) {
    answer_question(client, bytes, count, sizeof bytes - 1);
    close(client);
    return;
  }
  long long read = came[requests++ % REMEMBERED] = now();
  if (read / SECOND != answer_second) {
    answer_second = read / SECOND;
    answer_length = write_answer(answer, sizeof answer, "keep-alive", "ok\n");
  }
  if (send(client, answer, answer_length, MSG_NOSIGNAL) < 0) close(client);
}

static void watch(int epoll, int socket) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) != 0) fail("epoll_ctl");
}

int main(int count, char **arguments) {
  if (count != 2) return 64;
  int on = 1, listener = socket(AF_INET, SOCK_STREAM, 0), epoll = epoll_create1(0);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(atoi(arguments[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0) fail("listen");
  watch(epoll, listener);
  for (;;) {
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(epoll, events, EVENTS, -1);
    for (int i = 0; i < ready; i++) {
      if (events[i].data.fd != listener) {
        reply(events[i].data.fd);
        continue;
      }
      int client = accept(listener, NULL, NULL);
      if (client < 0) continue;
      setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      watch(epoll, client);
    }
  }
}
